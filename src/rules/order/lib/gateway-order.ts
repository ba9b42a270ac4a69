import { makeDepend } from './make-depend';
import { namedCarriers, policiesAndWhatTheyAllow, policyOrder } from './policy-order';
import { Need, Needs, needsOf } from '../../lib/needs/needs';
import { placeOf } from '../../lib/wording';
import { Evaluation, RuleContext, Verdict } from '../../rule';

/** Whether each gateway that itself has these needs depends on the policies that meet them. */
export function evaluateGateways(input: RuleContext, wantedOf: (needs: Needs) => Need[]): Verdict {
  const evaluation = new Evaluation();
  for (const needs of needsOf(input.model)) {
    const { of: gateway } = needs;
    const wanted = gateway === needs.gateway ? wantedOf(needs) : [];
    if (wanted.length === 0) continue;
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
}
