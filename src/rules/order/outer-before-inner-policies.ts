import { makeDepend } from './lib/make-depend';
import { outerTargets } from './lib/outer-targets';
import { entityLiterals } from '../../cedar/policy-outline';
import { isWord, tokenize } from '../../cedar/tokens';
import type { DependencyGraph } from '../../model/dependency-graph';
import type { CedarPolicy, Gateway, GatewayModel, Role, Target } from '../../model/gateway-model';
import { addressesIn, symbolTable } from '../../model/symbols';
import { listed, placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A target that lists the tools of an inner gateway depends on the Cedar policies that permit its gateway's role to call them. */
export const outerBeforeInnerPolicies: Rule = {
  id: 'order-outer-before-inner-policies',
  group: 'order',
  severity: 'warning',
  sentence: 'A target that points to an inner gateway with an enforcing policy engine is created after the Cedar policies that permit calls by the role of the outer gateway.',
  why: 'The service lists the tools of the inner gateway once, while it creates the target. The response contains only tools '
    + 'that the policies permit the caller to call. Before the policies exist, it contains no tools.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/use-gateway-with-policy.html',
  evaluate: ({ model, graph }) => {
    const evaluation = new Evaluation();
    for (const { outer, inner } of outerTargets(model)) {
      if (!inner.policyEngine) continue;
      const { engine, mode } = inner.policyEngine;
      if (mode?.text === 'LOG_ONLY') {
        evaluation.pass();
        continue;
      }
      const policies = model.cedarPolicies.filter((policy) => policy.engine?.address !== undefined && policy.engine.address === engine.address);
      const unread = policies.find(({ statement }) => statement === undefined);
      if (unread || mode?.known === false || engine.address === undefined) {
        evaluation.unknown(unread ? `the text of policy ${unread.path} is unresolved until deployment` : `the mode of the policy engine of gateway ${inner.path} is unresolved until deployment`);
        continue;
      }
      const role = roleOf(model, outer);
      const late = policies.filter((policy) => permits(model, policy, role) && !graph.dependsOn(outer.address, policy.address));
      if (late.length === 0) evaluation.pass();
      else evaluation.fail(finding(graph, outer, inner, late));
    }
    return evaluation.verdict;
  },
};

function finding(graph: DependencyGraph, outer: Target, inner: Gateway, late: readonly CedarPolicy[]) {
  const paths = listed(late.map(({ path }) => path));
  return {
    at: placeOf(outer),
    with: [placeOf(inner), ...late.map(placeOf)],
    message: `target ${outer.path} lists the tools of gateway ${inner.path} when it is created, but may be created before `
      + `${late.length > 1 ? 'the Cedar policies' : 'the Cedar policy'} ${paths}, without which the response contains no tools for the role of its gateway`,
    fix: makeDepend(graph, { address: outer.address, name: `target ${outer.path}` }, late.map(({ address, path }) => ({ address, name: path }))),
  };
}

function roleOf({ gateways, roles }: GatewayModel, { gateway }: Target): Role | undefined {
  const outer = gateways.find(({ address }) => address === gateway?.address);
  return roles.find(({ address }) => address === outer?.role?.address);
}

/** Whether a policy is a `permit` for a role: it names the role or no principal. */
function permits(model: GatewayModel, { statement }: CedarPolicy, role: Role | undefined): boolean {
  const tokens = tokenize(statement!.text);
  if (!tokens.some((token) => isWord(token, 'permit'))) return false;
  const callers = entityLiterals(tokens).filter(({ type }) => /(^|::)IamEntity$/.test(type));
  return callers.length === 0 || callers.some(({ id }) => {
    return role !== undefined && (addressesIn(symbolTable(model), id).includes(role.address) || (role.name !== undefined && id.endsWith(`:assumed-role/${role.name.text}`)));
  });
}
