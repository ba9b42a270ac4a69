import type { Target } from '../../model/gateway-model';
import { property } from '../../model/value';
import { splitToolName } from '../../service/tool-name';
import { evaluateEach, placeOf } from '../lib/places';
import { quoted } from '../lib/wording';
import { namedActions } from '../order/lib/named-actions';
import type { Rule } from '../rule';

/** A policy names no tools that the service does not know yet. */
export const policyUnlistedTools: Rule = {
  id: 'policies-unlisted-tools',
  group: 'policies',
  severity: 'warning',
  sentence: 'A policy names only tools that the service knows when the policy is created.',
  why: 'The service validates policies against the tools that it has listed. It lists none of a target with listing mode DYNAMIC, and none of a target that waits for a sign-in, '
    + 'so it rejects the action of such a tool.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.cedarPolicies, (evaluation, policy) => {
    const gateways = model.policyEngines.find(({ address }) => address === policy.engine?.address)?.gateways ?? [];
    const targets = model.targets.filter(({ gateway }) => gateway?.address !== undefined && gateways.includes(gateway.address));
    const unlisted = targets.flatMap((target) => {
      const because = whyUnlisted(target);
      return because === undefined ? [] : [{ target, because }];
    });
    if (unlisted.length === 0) return;
    const actions = namedActions(policy);
    if (!actions) return evaluation.unknown(`the actions that policy ${policy.path} names are unresolved until deployment`);
    for (const { target, because } of unlisted) {
      const tools = actions.filter((one) => one.target === target.name?.text && splitToolName(one.action) !== undefined).map(({ action }) => action);
      if (tools.length === 0) {
        evaluation.pass();
        continue;
      }
      evaluation.fail({
        at: placeOf(policy),
        with: [placeOf(target)],
        message: `policy ${policy.path} names ${quoted(tools)}, but the service does not know the tools of target ${target.path} when the policy is created: ${because}`,
        fix: `name the whole target: action in AgentCore::Action::"${target.name?.text}", or give the target a static tool schema`,
      });
    }
  }),
};

function whyUnlisted({ kind, configuration, listingMode, credentials }: Target): string | undefined {
  if (kind !== 'mcpServer' || property(configuration, 'McpToolSchema') !== undefined) return undefined;
  if (listingMode?.text === 'DYNAMIC') return 'its listing mode is `DYNAMIC`';
  return credentials.items[0]?.grantType?.text === 'AUTHORIZATION_CODE' ? 'an administrator must sign in first' : undefined;
}
