import { targetsOf } from './cedar-policy-before-its-targets';
import { Evaluation, Rule } from '../rule';
import { makeDepend } from './lib/make-depend';
import { namedActions } from './lib/named-actions';
import { listed, placeAt, quoted } from '../lib/wording';

/** A Cedar policy that names actions depends on a gateway that is attached to its policy engine. */
export const cedarPolicyBeforeItsGateway: Rule = {
  id: 'order-cedar-policy-before-its-gateway',
  group: 'order',
  severity: 'error',
  sentence: 'A Cedar policy that names actions is created after a gateway with its policy engine.',
  why: 'The service generates the actions of a policy engine from the attached gateways. Without an attached gateway, the service recognizes no action of a target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-core-concepts.html, https://github.com/awslabs/nx-plugin-for-aws/pull/660',
  evaluate: ({ model, graph }) => {
    const evaluation = new Evaluation();
    for (const policy of model.cedarPolicies) {
      const actions = namedActions(policy);
      const gateways = model.policyEngines.find(({ address }) => address === policy.engine?.address)?.gateways ?? [];
      if (!actions || gateways.length === 0) {
        evaluation.unknown(actions ? `no gateway with the policy engine of policy ${policy.path} is in the templates`
          : `the actions that policy ${policy.path} names are unresolved until deployment`);
        continue;
      }
      // `order-cedar-policy-before-its-targets` reports known targets.
      const { all } = targetsOf(model, policy);
      const ofUnseenTargets = actions.filter(({ target }) => !all.some(({ name }) => name?.text === target));
      if (ofUnseenTargets.length === 0 || gateways.some((gateway) => graph.dependsOn(policy.address, gateway))) {
        evaluation.pass();
        continue;
      }
      const paths = listed(gateways.map((gateway) => placeAt(model, gateway).path), 'or');
      const named = gateways.map((address) => ({ address, name: `gateway ${placeAt(model, address).path}` }));
      evaluation.fail({
        at: placeAt(model, policy.address),
        with: gateways.map((gateway) => placeAt(model, gateway)),
        message: `policy ${policy.path} names ${quoted(ofUnseenTargets.map(({ action }) => action))}, but may be created before gateway ${paths} is attached to its policy engine`,
        fix: `${makeDepend(graph, { address: policy.address, name: `policy ${policy.path}` }, named, 'or')}, and on the target of the action`,
      });
    }
    return evaluation.verdict;
  },
};
