import type { Gateway, GatewayModel, Located, PolicyEngine, Runtime, Stack, Target } from '../../model/gateway-model';
import type { Address } from '../../model/source';
import { isKnown, Text } from '../../model/value';
import { Evaluation, Verdict } from '../rule';

export { placeOf } from './wording';

/** Evaluates a rule separately for each item. */
export function evaluateEach<T>(items: Iterable<T>, evaluate: (evaluation: Evaluation, item: T) => void): Verdict {
  const evaluation = new Evaluation();
  for (const item of items) evaluate(evaluation, item);
  return evaluation.verdict;
}

/** The resources of a model, by address. */
export interface Places {
  readonly gateways: ReadonlyMap<Address, Gateway>;
  readonly targets: ReadonlyMap<Address, Target>;
  readonly runtimes: ReadonlyMap<Address, Runtime>;
  readonly engines: ReadonlyMap<Address, PolicyEngine>;
}

const known = new WeakMap<GatewayModel, Places>();

export function placesOf(model: GatewayModel): Places {
  const before = known.get(model);
  if (before) return before;
  const places: Places = {
    gateways: byAddress(model.gateways),
    targets: byAddress(model.targets),
    runtimes: byAddress(model.runtimes),
    engines: byAddress(model.policyEngines),
  };
  known.set(model, places);
  return places;
}

function byAddress<T extends Located>(items: readonly T[]): Map<Address, T> {
  return new Map(items.map((item) => [item.address, item]));
}

/** The gateway of a target, if it is in the app. */
export function gatewayOf(model: GatewayModel, target: Target): Gateway | undefined {
  return target.gateway?.address === undefined ? undefined : placesOf(model).gateways.get(target.gateway.address);
}

/** The runtime that a target calls, if it is in the app. */
export function runtimeOf(model: GatewayModel, { pointsTo }: Target): Runtime | undefined {
  return pointsTo.kind === 'runtime' && pointsTo.address !== undefined ? placesOf(model).runtimes.get(pointsTo.address) : undefined;
}

/** The inner gateway that a target calls, if it is in the app. */
export function innerGatewayOf(model: GatewayModel, { pointsTo }: Target): Gateway | undefined {
  return pointsTo.kind === 'gateway' && pointsTo.address !== undefined ? placesOf(model).gateways.get(pointsTo.address) : undefined;
}

/** The stack of a resource. */
export function stackOf(model: GatewayModel, address: Address): Stack | undefined {
  const id = Object.hasOwn(model.resources, address) ? model.resources[address].stack : undefined;
  return model.stacks.find((stack) => stack.id === id);
}

/** Whether two resources are always created together; conditions may make them alternatives. */
export function alwaysTogether(model: GatewayModel, a: Address, b: Address): boolean {
  const [one, other] = [model.resources[a], model.resources[b]];
  if (one.exists === 'yes' && other.exists === 'yes') return true;
  return one.stack === other.stack && one.condition === other.condition;
}

/** A text that is set and known. */
export function knownText(text: Text | undefined): string | undefined {
  return text?.known ? text.text : undefined;
}

/** Whether a value is an unresolved text. */
export function isUnresolved(value: unknown): boolean {
  return typeof value === 'string' && !isKnown(value);
}
