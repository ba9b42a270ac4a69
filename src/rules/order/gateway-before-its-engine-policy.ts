import { makeDepend } from './lib/make-depend';
import { namedCarriers, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { AGENTCORE } from '../../service/agentcore';
import { Need, needsOf } from '../lib/needs/needs';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A gateway with a policy engine depends on the policies that allow its role to use the policy engine. */
export const gatewayBeforeItsEnginePolicy: Rule = {
  id: 'order-gateway-before-its-engine-policy',
  group: 'order',
  severity: 'error',
  sentence: 'A gateway with a policy engine is created after the policies that allow its role to use the policy engine.',
  why: 'While it creates the gateway, the service assumes the gateway\'s role to verify access to the policy engine. It rejects the gateway if the permission is missing.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/996, https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-permissions.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const needs of needsOf(input.model)) {
      const { of: gateway } = needs;
      if (gateway !== needs.gateway || !needs.gateway.policyEngine) continue;
      const { late, unknown } = policyOrder(input, needs, needs.needs.filter(isForEngine), gateway);
      for (const group of late) {
        evaluation.fail({
          at: placeOf(gateway),
          with: group.carriers.map(placeOf),
          message: `gateway ${gateway.path} may be created before ${policiesAndWhatTheyAllow(group)}; the role needs that to ${group.needs[0].to}`,
          fix: `${makeDepend(input.graph, { address: gateway.address, name: `gateway ${gateway.path}` }, namedCarriers(group.carriers), 'or')}, and do not put permissions for its targets into that policy`,
        });
      }
      if (unknown === undefined) evaluation.pass();
      else evaluation.unknown(`gateway ${gateway.path}: ${unknown}`);
    }
    return evaluation.verdict;
  },
};

/** Whether a need is a documented need of the policy engine. All of these are actions of AgentCore. */
function isForEngine({ action, evidence }: Need): boolean {
  return action.startsWith(`${AGENTCORE}:`) && evidence === 'documented';
}
