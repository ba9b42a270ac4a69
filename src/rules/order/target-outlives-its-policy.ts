import { makeDepend } from './lib/make-depend';
import { namedCarriers, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { needsOf } from '../lib/needs/needs';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A target depends on the policies that its calls need. */
export const targetOutlivesItsPolicy: Rule = {
  id: 'order-target-outlives-its-policy',
  group: 'order',
  severity: 'warning',
  sentence: 'The policies that calls to a target need are created before the target and deleted after it.',
  why: 'CloudFormation deletes resources in reverse order of creation. If a target does not depend on its policy, callers can see the target '
    + 'before the policy exists or after its deletion, and every call to the target fails.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const needs of needsOf(input.model)) {
      const target = needs.of;
      if (target === needs.gateway) continue;
      const { late, unknown } = policyOrder(input, needs, needs.needs.filter(({ when, evidence }) => when !== 'creation' || evidence === 'contradicted'), target);
      for (const group of late) {
        evaluation.fail({
          at: placeOf(target),
          with: group.carriers.map(placeOf),
          message: `target ${target.path} may be created before, and deleted after, ${policiesAndWhatTheyAllow(group)}; the role needs that to ${group.needs[0].to}`,
          fix: makeDepend(input.graph, { address: target.address, name: `target ${target.path}` }, namedCarriers(group.carriers), 'or'),
        });
      }
      if (unknown !== undefined) evaluation.unknown(`target ${target.path}: ${unknown}`);
      else if (needs.unknown) evaluation.unknown(`target ${target.path}: ${needs.unknown.because}`);
      else evaluation.pass();
    }
    return evaluation.verdict;
  },
};
