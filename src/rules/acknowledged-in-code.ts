import type { Acknowledgement } from './check';
import type { GatewayModel } from '../model/gateway-model';

/** The plugin under whose name the program acknowledges findings: `<this>::<rule id>`. */
export const PLUGIN_NAME = 'cdk-agentcore-gateway';

/**
 * What a program acknowledges with `Validations.of(scope).acknowledge(…)`, as far as the assembly holds it.
 *
 * `cdk synth` sees to these itself. What is acknowledged at the app, above all stacks, is in no file of the assembly.
 */
export function acknowledgedInCode({ stacks }: Pick<GatewayModel, 'stacks'>): Acknowledgement[] {
  const prefix = `${PLUGIN_NAME}::`;
  return stacks.flatMap(({ acknowledgedRules = [] }) => acknowledgedRules)
    .filter(({ id }) => id.startsWith(prefix))
    // The resource itself is, to people, the construct that holds it: findings are reported there.
    .map(({ id, reason, path }) => ({ id: id.slice(prefix.length), reason, path: path.replace(/\/(Resource|Default)$/, '') }));
}
