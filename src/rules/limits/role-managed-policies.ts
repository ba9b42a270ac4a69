import type { Rule } from '../rule';
import { evaluateOver, Limit } from './lib/measure';
import { rolesOfAgents } from './lib/policy-documents';
import { MANAGED_POLICIES_PER_ROLE } from '../../service/limits';

const POLICIES: Limit = {
  max: MANAGED_POLICIES_PER_ROLE,
  unit: 'managed policies at the role',
  fix: 'join some of them, or acknowledge this finding if your quota was raised',
  measure: ({ model }) => rolesOfAgents(model).map((role) => {
    const inApp = new Set(role.carriers.filter(({ kind }) => kind === 'AWS::IAM::ManagedPolicy').map(({ address }) => address));
    return {
      at: role,
      least: inApp.size + role.managedPolicies.items.length,
      ...role.managedPolicies.known && !role.imported ? {} : { unknown: `only the deployment knows which managed policies ${role.path} has` },
    };
  }),
};

export const limitsRoleManagedPolicies: Rule = {
  id: 'limits-role-managed-policies',
  group: 'limits',
  severity: 'warning',
  sentence: `The role of a gateway or a runtime has at most ${MANAGED_POLICIES_PER_ROLE} managed policies.`,
  why: `IAM attaches ${MANAGED_POLICIES_PER_ROLE} to a role unless your quota was raised, and refuses the next one while the stack is deployed.`,
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  evaluate: (input) => evaluateOver(POLICIES, input),
};
