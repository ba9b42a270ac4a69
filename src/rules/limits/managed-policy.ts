import type { Rule } from '../rule';
import { count, evaluateOver, Limit } from './lib/measure';
import { policyLength, rolesOfApp } from './lib/policy-documents';
import { MANAGED_POLICY_CHARACTERS } from '../../service/limits';

const CHARACTERS: Limit = {
  max: MANAGED_POLICY_CHARACTERS,
  unit: 'characters in the managed policy',
  fix: 'split it into several managed policies',
  measure: ({ model }) => {
    const carriers = rolesOfApp(model).flatMap((role) => role.carriers).filter(({ kind }) => kind === 'AWS::IAM::ManagedPolicy');
    return [...new Map(carriers.map((carrier) => [carrier.address, carrier])).values()].map((carrier) => {
      const { least, typical, most } = policyLength(model, carrier);
      return { at: carrier, least, typical, ...most === Infinity ? { unknown: `the length of ${carrier.path} is unresolved until deployment` } : {} };
    });
  },
};

export const limitsManagedPolicy: Rule = {
  id: 'limits-managed-policy',
  group: 'limits',
  severity: 'error',
  sentence: `A managed policy of a role has at most ${count(MANAGED_POLICY_CHARACTERS)} characters.`,
  why: 'IAM rejects the policy.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  evaluate: (input) => evaluateOver(CHARACTERS, input),
};
