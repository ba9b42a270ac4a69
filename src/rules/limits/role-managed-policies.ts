import type { Rule } from '../rule';
import { evaluateOver, Limit } from './lib/measure';
import { rolesOfApp } from './lib/policy-documents';
import { MANAGED_POLICIES_PER_ROLE } from '../../service/limits';

const POLICIES: Limit = {
  max: MANAGED_POLICIES_PER_ROLE,
  unit: 'managed policies attached to the role',
  fix: 'put the targets into fewer stacks with `scope`, give each gateway its own role, put some targets on another gateway, or raise the quota of your account and acknowledge this finding',
  measure: ({ model }) => rolesOfApp(model).map((role) => {
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
  severity: 'error',
  sentence: `A role has at most ${MANAGED_POLICIES_PER_ROLE} managed policies.`,
  why: 'IAM rejects the next policy during deployment, unless your account has a higher quota.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  evaluate: (input) => evaluateOver(POLICIES, input),
};
