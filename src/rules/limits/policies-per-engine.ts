import type { Rule } from '../rule';
import { count, evaluateNear, evaluateOver, Limit } from './lib/measure';
import { NEAR_LIMIT, POLICIES_PER_ENGINE } from '../../service/limits';

const POLICIES: Limit = {
  max: POLICIES_PER_ENGINE,
  unit: 'policies',
  fix: 'attach some of the gateways to another policy engine, or merge policies',
  measure: ({ model }) => model.policyEngines.map((engine) => {
    const sure = engine.policies.filter((address) => model.resources[address].exists === 'yes').length;
    const conditional = engine.policies.length > sure;
    return { at: engine, least: sure, typical: engine.policies.length, ...conditional ? { unknown: `the number of policies of ${engine.path} is unknown until deployment` } : {} };
  }),
};

export const limitsPoliciesPerEngine: Rule = {
  id: 'limits-policies-per-engine',
  group: 'limits',
  severity: 'error',
  sentence: `A policy engine has at most ${count(POLICIES_PER_ENGINE)} policies.`,
  why: 'The service rejects the next policy during deployment.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html',
  evaluate: (input) => evaluateOver(POLICIES, input),
};

export const limitsPoliciesPerEngineNear: Rule = {
  ...limitsPoliciesPerEngine,
  id: 'limits-policies-per-engine-near',
  severity: 'warning',
  sentence: `A policy engine has fewer than ${NEAR_LIMIT * POLICIES_PER_ENGINE} policies, which leaves room for more.`,
  evaluate: (input) => evaluateNear(POLICIES, input),
};
