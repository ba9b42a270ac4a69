import type { Acknowledgement } from './acknowledgement';
import { acknowledgedAs, UPSTREAM_WARNINGS } from './upstream-warnings';
import type { GatewayModel } from '../model/gateway-model';

/** The plugin name in acknowledged ids: `<plugin>::<rule id>`. */
export const PLUGIN_NAME = 'cdk-agentcore-gateway';

/**
 * The rules that an app acknowledges with `Validations.of(scope).acknowledge(…)`, as recorded in the assembly. Includes warnings of
 * aws-cdk-lib that correspond to a rule.
 *
 * `cdk synth` handles these itself. The assembly does not contain acknowledgements at the app, above all stacks.
 */
export function acknowledgedInCode({ stacks }: Pick<GatewayModel, 'stacks'>): Acknowledgement[] {
  return stacks.flatMap(({ acknowledgedRules = [] }) => acknowledgedRules).flatMap(({ id, reason, path }) => {
    const rule = ruleIn(id);
    if (rule !== undefined) return [{ id: rule, reason, path: holderOf(path) }];
    return UPSTREAM_WARNINGS.filter((warning) => acknowledgedAs(warning.id) === id)
      .map((warning) => ({ id: warning.rule, reason, path: holderOf(path), upstream: warning.id }));
  });
}

/** The rule that `<plugin>::<rule id>` acknowledges; undefined for other plugins. */
export function ruleIn(acknowledged: string): string | undefined {
  const prefix = `${PLUGIN_NAME}::`;
  return acknowledged.startsWith(prefix) ? acknowledged.slice(prefix.length) : undefined;
}

/** The path of the construct that contains a resource: findings are reported at this path. */
export function holderOf(path: string): string {
  return path.replace(/\/(Resource|Default)$/, '');
}
