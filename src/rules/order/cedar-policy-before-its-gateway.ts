import { targetsOf } from './cedar-policy-before-its-targets';
import { Evaluation, Rule } from '../rule';
import { namedActions } from './lib/named-actions';
import { listed, placeAt, quoted } from '../lib/wording';

/** A Cedar policy that names actions comes after a gateway that is attached to its engine. */
export const cedarPolicyBeforeItsGateway: Rule = {
  id: 'order-cedar-policy-before-its-gateway',
  group: 'order',
  severity: 'error',
  sentence: 'A Cedar policy that names actions is created after a gateway with its policy engine.',
  why: 'The service knows the actions of a policy engine from the gateways that are attached to it. While there is none, every action of a target is unrecognized.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-core-concepts.html, https://github.com/awslabs/nx-plugin-for-aws/pull/660',
  evaluate: ({ model, graph }) => {
    const evaluation = new Evaluation();
    for (const policy of model.cedarPolicies) {
      const actions = namedActions(policy);
      const gateways = model.policyEngines.find(({ address }) => address === policy.engine?.address)?.gateways ?? [];
      if (!actions || gateways.length === 0) {
        evaluation.unknown(actions ? `no gateway with the policy engine of policy ${policy.path} is in the templates`
          : `only the deployment knows the actions that policy ${policy.path} names`);
        continue;
      }
      // Where the target is known, the rule about targets says more.
      const { all } = targetsOf(model, policy);
      const ofUnseenTargets = actions.filter(({ target }) => !all.some(({ name }) => name?.text === target));
      if (ofUnseenTargets.length === 0 || gateways.some((gateway) => graph.dependsOn(policy.address, gateway))) {
        evaluation.pass();
        continue;
      }
      const paths = listed(gateways.map((gateway) => placeAt(model, gateway).path), 'or');
      evaluation.fail({
        at: placeAt(model, policy.address),
        with: gateways.map((gateway) => placeAt(model, gateway)),
        message: `policy ${policy.path} names ${quoted(ofUnseenTargets.map(({ action }) => action))}, but may be created before gateway ${paths} is attached to its policy engine`,
        fix: `make policy ${policy.path} depend on gateway ${paths}, and on the target that brings the action`,
      });
    }
    return evaluation.verdict;
  },
};
