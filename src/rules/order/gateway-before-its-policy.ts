import { isForEngine } from './gateway-before-its-engine-policy';
import { carrierNames, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { needsOf } from '../lib/needs/needs';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A gateway with a KMS key or interceptors depends on the policies that allow its role to use them. */
export const gatewayBeforeItsPolicy: Rule = {
  id: 'order-gateway-before-its-policy',
  group: 'order',
  severity: 'warning',
  sentence: 'A gateway with a KMS key or interceptors is created after the policies that allow its role to use them.',
  why: 'The service encrypts the gateway from its creation on, and runs the interceptors for the first request. '
    + 'AWS does not document whether the service verifies the permissions while it creates the gateway.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-encryption.html, '
    + 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors-permissions.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const needs of needsOf(input.model)) {
      const { of: gateway } = needs;
      const wanted = needs.needs.filter((need) => need.evidence === 'documented' && !isForEngine(need));
      if (gateway !== needs.gateway || (wanted.length === 0 && !needs.unknown)) continue;
      const { late, unknown = needs.unknown?.because } = policyOrder(input, needs, wanted, gateway);
      for (const group of late) {
        evaluation.fail({
          at: placeOf(gateway),
          with: group.carriers.map(placeOf),
          message: `gateway ${gateway.path} may be created before ${policiesAndWhatTheyAllow(group)}; the role needs that to ${group.needs[0].to}`,
          fix: `make gateway ${gateway.path} depend on ${carrierNames(group.carriers, 'or')}, and do not put permissions for its targets into that policy`,
        });
      }
      if (unknown === undefined) evaluation.pass();
      else evaluation.unknown(`gateway ${gateway.path}: ${unknown}`);
    }
    return evaluation.verdict;
  },
};
