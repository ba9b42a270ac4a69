import type { Rule } from '../rule';
import { count, evaluateNear, evaluateOver, Limit } from './lib/measure';
import { policyLength, rolesOfAgents, sum } from './lib/policy-documents';
import { NEAR_LIMIT, ROLE_INLINE_POLICY_CHARACTERS } from '../../service/limits';

const CHARACTERS: Limit = {
  max: ROLE_INLINE_POLICY_CHARACTERS,
  unit: 'characters in the role\'s inline policies',
  fix: 'put some statements into a managed policy (`AWS::IAM::ManagedPolicy`)',
  measure: ({ model }) => rolesOfAgents(model).map((role) => {
    const inline = role.carriers.filter(({ kind }) => kind !== 'AWS::IAM::ManagedPolicy');
    // The role itself carries several policies, each listed.
    const carriers = [...new Map(inline.map((carrier) => [carrier.address, carrier])).values()];
    const { least, typical, most } = sum(carriers.map((carrier) => policyLength(model, carrier)));
    return { at: role, least, typical, ...most === Infinity ? { unknown: `only the deployment knows how long the policies of ${role.path} get` } : {} };
  }),
};

export const limitsRoleInlinePolicies: Rule = {
  id: 'limits-role-inline-policies',
  group: 'limits',
  severity: 'error',
  sentence: `The inline policies of the role of a gateway or a runtime have at most ${count(ROLE_INLINE_POLICY_CHARACTERS)} characters together.`,
  why: 'IAM refuses the next policy while the stack is deployed. Every AWS::IAM::Policy is an inline policy of its roles.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  evaluate: (input) => evaluateOver(CHARACTERS, input),
};

export const limitsRoleInlinePoliciesNear: Rule = {
  ...limitsRoleInlinePolicies,
  id: 'limits-role-inline-policies-near',
  severity: 'warning',
  sentence: `The inline policies of the role of a gateway or a runtime have fewer than ${count(NEAR_LIMIT * ROLE_INLINE_POLICY_CHARACTERS)} characters together, so that there is room for more.`,
  evaluate: (input) => evaluateNear(CHARACTERS, input),
};
