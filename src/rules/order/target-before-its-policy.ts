import { makeDepend } from './lib/make-depend';
import { namedCarriers, policiesAndWhatTheyAllow, policyOrder } from './lib/policy-order';
import { needsOf } from '../lib/needs/needs';
import { placeOf } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A target whose creation needs a permission depends on the policy that grants it. */
export const targetBeforeItsPolicy: Rule = {
  id: 'order-target-before-its-policy',
  group: 'order',
  severity: 'error',
  sentence: 'A target is created after the policies that grant the permissions for its creation.',
  why: 'While it creates a target, the service calls the function or lists the tools of the server with the gateway\'s role. '
    + 'CloudFormation may create the target before a policy that it does not depend on. The target then fails, but not in every deployment.',
  source: 'https://github.com/aws/aws-cdk/issues/36826, https://github.com/awslabs/nx-plugin-for-aws/pull/1066',
  evaluate: (input) => {
    const evaluation = new Evaluation();
    for (const needs of needsOf(input.model)) {
      const target = needs.of;
      if (target === needs.gateway) continue;
      const { late, unknown } = policyOrder(input, needs, needs.needs.filter(({ when, evidence }) => when === 'creation' && evidence === 'documented'), target);
      for (const group of late) {
        evaluation.fail({
          at: placeOf(target),
          with: group.carriers.map(placeOf),
          message: `target ${target.path} may be created before ${policiesAndWhatTheyAllow(group)}; the role needs that to ${group.needs[0].to}`
            + (group.needs.some(({ permission }) => permission === 'invokeFunction') ? '. This is a race: the deployment fails only when the target is created first' : ''),
          fix: `${makeDepend(input.graph, { address: target.address, name: `target ${target.path}` }, namedCarriers(group.carriers), 'or')}, preferably on a policy with only the permissions for this target`,
        });
      }
      if (unknown !== undefined) evaluation.unknown(`target ${target.path}: ${unknown}`);
      else if (needs.unknown?.when === 'creation') evaluation.unknown(`target ${target.path}: ${needs.unknown.because}`);
      else evaluation.pass();
    }
    return evaluation.verdict;
  },
};
