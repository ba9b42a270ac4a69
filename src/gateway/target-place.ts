import { Stack, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';
import type { TargetOptions, TargetPlacement } from '../targets/options/shared';
import { defaultTargetName } from '../targets/target-name';

/** Where a target is created, and its name. */
export interface TargetPlace {
  readonly scope: Construct;
  readonly id: string;
  readonly name: string;
}

/**
 * The place of a target whose construct ID the user gives.
 *
 * @see TargetPlacement.scope
 */
export function placeTarget(gateway: Construct, id: string, options: TargetOptions & TargetPlacement, pointsAt?: IConstruct): TargetPlace {
  requireArgument(gateway, apiMessage`\`id\` of a target`, id, EXPECTED.text);
  requireArgument(gateway, `of target ${id}`, options, EXPECTED.props);
  const name = options.gatewayTargetName ?? defaultTargetName(id);
  if (options.scope) return { scope: options.scope, id, name };
  const [own, other] = [Stack.of(gateway), Stack.of(pointsAt ?? gateway)];
  // A target is in the account and region of its gateway, whatever it points at.
  if (own === other || own.environment !== other.environment) return { scope: gateway, id, name };
  return { scope: pointsAt as Construct, id: idElsewhere(gateway, id), name };
}

/**
 * The place of a target without a construct ID of its own.
 *
 * The ID contains the name: a target that must be replaced then also gets a new name, which the service requires.
 */
export function placeNamedTarget(gateway: Construct, defaultName: string, options: TargetOptions & TargetPlacement, pointsAt?: IConstruct): TargetPlace {
  const name = options.gatewayTargetName ?? defaultName;
  // An ID cannot contain a name that is unknown until deployment.
  const id = `Target-${Token.isUnresolved(name) ? defaultName : name}`;
  const inOtherScope = options.scope !== undefined && (options.scope as IConstruct) !== gateway;
  return placeTarget(gateway, inOtherScope ? idElsewhere(gateway, id) : id, { ...options, gatewayTargetName: name }, pointsAt);
}

/** Targets of several gateways in one scope may have the same ID. */
function idElsewhere(gateway: Construct, id: string): string {
  return `${gateway.node.id}-${id}-${gateway.node.addr.slice(-8)}`;
}
