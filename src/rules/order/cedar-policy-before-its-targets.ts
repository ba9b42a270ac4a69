import { makeDepend } from './lib/make-depend';
import { namedActions } from './lib/named-actions';
import type { CedarPolicy, GatewayModel, Target } from '../../model/gateway-model';
import { addressesIn, symbolTable } from '../../model/symbols';
import { placeOf, quoted } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A Cedar policy depends on the targets whose actions it names. */
export const cedarPolicyBeforeItsTargets: Rule = {
  id: 'order-cedar-policy-before-its-targets',
  group: 'order',
  severity: 'error',
  sentence: 'A Cedar policy is created after the targets whose actions it names.',
  why: 'The service validates a policy against the tools that the gateways of its policy engine have at that moment. The action of a target that does not '
    + 'exist yet is an unrecognized action, and the policy fails with `NotStabilized`.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/660',
  evaluate: ({ model, graph }) => {
    const evaluation = new Evaluation();
    for (const policy of model.cedarPolicies) {
      const actions = namedActions(policy);
      if (!actions || policy.engine?.address === undefined) {
        evaluation.unknown(actions ? `the policy engine of policy ${policy.path} is not in the templates` : `the actions that policy ${policy.path} names are unresolved until deployment`);
        continue;
      }
      const targets = targetsOf(model, policy);
      const isBefore = ({ address }: Target) => graph.dependsOn(policy.address, address);
      for (const name of new Set(actions.map(({ target }) => target))) {
        const candidates = targets.all.filter((target) => target.name?.known && target.name.text === name);
        const meant = targets.meant.filter((target) => candidates.includes(target));
        // If the policy names no gateway, any target of that name provides the action.
        const late = meant.length > 0 ? meant.filter((target) => !isBefore(target)) : candidates.some(isBefore) ? [] : candidates;
        for (const target of late) {
          const named = quoted(actions.filter((action) => action.target === name).map(({ action }) => action));
          const provides = `provides ${actions.length > 1 ? 'these actions' : 'that action'}`;
          const [later, earlier] = [{ address: policy.address, name: `policy ${policy.path}` }, { address: target.address, name: `target ${target.path}` }];
          evaluation.fail({
            at: placeOf(policy),
            with: [placeOf(target)],
            message: `policy ${policy.path} names ${named}, but ${graph.dependsOn(target.address, policy.address)
              ? `is created before target ${target.path}, which ${provides} and depends on the policy`
              : `may be created before target ${target.path}, which ${provides}`}`,
            fix: makeDepend(graph, later, [earlier]),
          });
        }
        if (candidates.length === 0 && targets.all.some((target) => !target.name?.known)) {
          evaluation.unknown(`the target of the action \`${name}\` that policy ${policy.path} names is unresolved until deployment`);
        }
      }
      evaluation.pass();
    }
    return evaluation.verdict;
  },
};

/** The targets of the gateways that are attached to the policy engine, or that the statement names. */
export function targetsOf(model: GatewayModel, policy: CedarPolicy): { all: readonly Target[]; meant: readonly Target[] } {
  const gateways = model.policyEngines.find(({ address }) => address === policy.engine?.address)?.gateways ?? [];
  const mentioned = addressesIn(symbolTable(model), policy.statement?.text);
  const all = model.targets.filter(({ gateway }) => gateway?.address !== undefined && gateways.includes(gateway.address));
  return { all, meant: all.filter(({ gateway }) => mentioned.includes(gateway!.address!)) };
}
