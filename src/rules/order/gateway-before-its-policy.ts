import { makeDepend } from './lib/make-depend';
import { namedCarriers, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { needsOf } from '../lib/needs/needs';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A gateway with a KMS key depends on the policies that allow its role to use the key. */
export const gatewayBeforeItsPolicy: Rule = {
  id: 'order-gateway-before-its-policy',
  group: 'order',
  severity: 'warning',
  sentence: 'A gateway with a KMS key is created after the policies that allow its role to use the key.',
  why: 'The service encrypts the gateway from its creation on. AWS does not document whether it verifies the permissions while it creates the gateway. '
    + 'It does not for the functions of interceptors.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-encryption.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const needs of needsOf(input.model)) {
      const { of: gateway } = needs;
      const wanted = needs.needs.filter(({ permission }) => permission === 'encryptGateway');
      if (gateway !== needs.gateway || wanted.length === 0) continue;
      const { late, unknown } = policyOrder(input, needs, wanted, gateway);
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
