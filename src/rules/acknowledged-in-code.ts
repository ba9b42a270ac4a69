import type { Acknowledgement } from './acknowledgement';
import type { GatewayModel } from '../model/gateway-model';

/** The plugin under whose name the program acknowledges findings: `<this>::<rule id>`. */
export const PLUGIN_NAME = 'cdk-agentcore-gateway';

/**
 * What a program acknowledges with `Validations.of(scope).acknowledge(…)`, as far as the assembly holds it.
 *
 * `cdk synth` sees to these itself. What is acknowledged at the app, above all stacks, is in no file of the assembly.
 */
export function acknowledgedInCode({ stacks }: Pick<GatewayModel, 'stacks'>): Acknowledgement[] {
  return stacks.flatMap(({ acknowledgedRules = [] }) => acknowledgedRules).flatMap(({ id, reason, path }) => {
    const rule = ruleIn(id);
    return rule === undefined ? [] : [{ id: rule, reason, path: holderOf(path) }];
  });
}

/** The rule that is acknowledged as `<plugin>::<rule id>`; undefined for those of other plugins. */
export function ruleIn(acknowledged: string): string | undefined {
  const prefix = `${PLUGIN_NAME}::`;
  return acknowledged.startsWith(prefix) ? acknowledged.slice(prefix.length) : undefined;
}

/** The resource itself is, to people, the construct that holds it: findings are reported there. */
export function holderOf(path: string): string {
  return path.replace(/\/(Resource|Default)$/, '');
}
