import { carrierNames, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { AGENTCORE } from '../../service/agentcore';
import { Need, needsOf } from '../lib/needs/needs';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A gateway with a policy engine comes after the policy that lets its role use the engine. */
export const gatewayBeforeItsEnginePolicy: Rule = {
  id: 'order-gateway-before-its-engine-policy',
  group: 'order',
  severity: 'error',
  sentence: 'A gateway with a policy engine is created after the policies that let its role use the engine.',
  why: 'The service takes the gateway\'s role and tries the policy engine with it while it creates the gateway; without the permission the gateway is refused.',
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
          fix: `make gateway ${gateway.path} depend on ${carrierNames(group.carriers, 'or')}, and keep what its targets need out of that policy`,
        });
      }
      if (unknown === undefined) evaluation.pass();
      else evaluation.unknown(`gateway ${gateway.path}: ${unknown}`);
    }
    return evaluation.verdict;
  },
};

/** Documented needs of the engine; all of them are actions of the service itself. */
export function isForEngine({ action, undocumented }: Need): boolean {
  return action.startsWith(`${AGENTCORE}:`) && !undocumented;
}
