import type { Rule } from '../rule';
import { count, evaluateNear, evaluateOver, Limit } from './lib/measure';
import { policyLength, rolesOfApp, sum } from './lib/policy-documents';
import { NEAR_LIMIT, ROLE_INLINE_POLICY_CHARACTERS } from '../../service/limits';

const CHARACTERS: Limit = {
  max: ROLE_INLINE_POLICY_CHARACTERS,
  unit: 'characters in the role\'s inline policies',
  fix: 'move some statements to a managed policy (`AWS::IAM::ManagedPolicy`)',
  measure: ({ model }) => rolesOfApp(model).map((role) => {
    const inline = role.carriers.filter(({ kind }) => kind !== 'AWS::IAM::ManagedPolicy');
    // The role is listed once for each of its own policies.
    const carriers = [...new Map(inline.map((carrier) => [carrier.address, carrier])).values()];
    const { least, typical, most } = sum(carriers.map((carrier) => policyLength(model, carrier)));
    return { at: role, least, typical, ...most === Infinity ? { unknown: `the length of the policies of ${role.path} is unresolved until deployment` } : {} };
  }),
};

export const limitsRoleInlinePolicies: Rule = {
  id: 'limits-role-inline-policies',
  group: 'limits',
  severity: 'error',
  sentence: `The inline policies of a role have at most ${count(ROLE_INLINE_POLICY_CHARACTERS)} characters in total.`,
  why: 'IAM rejects the next policy during deployment. Every AWS::IAM::Policy is an inline policy of its roles.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  evaluate: (input) => evaluateOver(CHARACTERS, input),
};

export const limitsRoleInlinePoliciesNear: Rule = {
  ...limitsRoleInlinePolicies,
  id: 'limits-role-inline-policies-near',
  severity: 'warning',
  sentence: `The inline policies of a role have fewer than ${count(NEAR_LIMIT * ROLE_INLINE_POLICY_CHARACTERS)} characters in total, which leaves room for more.`,
  evaluate: (input) => evaluateNear(CHARACTERS, input),
};
