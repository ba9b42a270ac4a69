import type { Acknowledgement } from './acknowledgement';
import { acknowledgedAs, UPSTREAM_WARNINGS } from './upstream-warnings';
import type { GatewayModel } from '../model/gateway-model';

/** The plugin under whose name the program acknowledges findings: `<this>::<rule id>`. */
export const PLUGIN_NAME = 'cdk-agentcore-gateway';

/**
 * What a program acknowledges with `Validations.of(scope).acknowledge(…)`, as far as the assembly holds it: rules, and warnings of aws-cdk-lib
 * that say the same.
 *
 * `cdk synth` sees to these itself. What is acknowledged at the app, above all stacks, is in no file of the assembly.
 */
export function acknowledgedInCode({ stacks }: Pick<GatewayModel, 'stacks'>): Acknowledgement[] {
  return stacks.flatMap(({ acknowledgedRules = [] }) => acknowledgedRules).flatMap(({ id, reason, path }) => {
    const rule = ruleIn(id);
    if (rule !== undefined) return [{ id: rule, reason, path: holderOf(path) }];
    return UPSTREAM_WARNINGS.filter((warning) => acknowledgedAs(warning.id) === id)
      .map((warning) => ({ id: warning.rule, reason, path: holderOf(path), upstream: warning.id }));
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
