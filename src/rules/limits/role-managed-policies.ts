import type { Rule } from '../rule';
import { evaluateOver, Limit } from './lib/measure';
import { rolesOfAgents } from './lib/policy-documents';
import { MANAGED_POLICIES_PER_ROLE } from '../../service/limits';

const POLICIES: Limit = {
  max: MANAGED_POLICIES_PER_ROLE,
  unit: 'managed policies attached to the role',
  fix: 'merge some of them, or acknowledge this finding if your account has a higher quota',
  measure: ({ model }) => rolesOfAgents(model).map((role) => {
    const inApp = new Set(role.carriers.filter(({ kind }) => kind === 'AWS::IAM::ManagedPolicy').map(({ address }) => address));
    return {
      at: role,
      least: inApp.size + role.managedPolicies.items.length,
      ...role.managedPolicies.known && !role.imported ? {} : { unknown: `the managed policies of ${role.path} are unresolved until deployment` },
    };
  }),
};

export const limitsRoleManagedPolicies: Rule = {
  id: 'limits-role-managed-policies',
  group: 'limits',
  severity: 'warning',
  sentence: `The role of a gateway or a runtime has at most ${MANAGED_POLICIES_PER_ROLE} managed policies.`,
  why: 'IAM rejects the next policy during deployment, unless your account has a higher quota.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  evaluate: (input) => evaluateOver(POLICIES, input),
};
