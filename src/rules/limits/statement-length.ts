import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { count, evaluateNear, lengthOf, Limit } from './lib/measure';
import { NEAR_LIMIT, POLICY_STATEMENT_CHARACTERS } from '../../service/limits';

const { min: MIN, max: MAX } = POLICY_STATEMENT_CHARACTERS;

const CHARACTERS: Limit = {
  max: MAX,
  unit: 'characters in the statement',
  fix: 'split the policy: several `permit` policies allow what any of them allows',
  measure: ({ model }) => model.cedarPolicies.flatMap((policy) => {
    if (!policy.statement) return [];
    const { least, typical, most } = lengthOf(model, policy.statement.text);
    return [{ at: policy, least, typical, ...most > MAX ? { unknown: `the length of the statement of ${policy.path} is unresolved until deployment` } : {} }];
  }),
};

export const limitsStatementLength: Rule = {
  id: 'limits-statement-length',
  group: 'limits',
  severity: 'error',
  sentence: `The statement of a policy has ${MIN} to ${count(MAX)} characters.`,
  why: 'The service rejects the policy.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-limitations-section.html',
  evaluate: ({ model }) => evaluateEach(model.cedarPolicies, (evaluation, policy) => {
    if (!policy.statement) return;
    const { least, most } = lengthOf(model, policy.statement.text);
    if (least > MAX || most < MIN) {
      return evaluation.fail({
        at: placeOf(policy),
        message: `the statement has ${policy.statement.known ? '' : least > MIN ? 'at least ' : 'at most '}${count(least > MIN ? least : most)} characters, but must have ${MIN} to ${count(MAX)}`,
        fix: least > MIN ? CHARACTERS.fix : 'write a complete statement, such as `permit(principal, action, resource is AgentCore::Gateway);`',
      });
    }
    if (most > MAX || least < MIN) return evaluation.unknown(`the length of the statement of ${policy.path} is unresolved until deployment`);
    evaluation.pass();
  }),
};

export const limitsStatementLengthNear: Rule = {
  ...limitsStatementLength,
  id: 'limits-statement-length-near',
  severity: 'warning',
  sentence: `The statement of a policy has fewer than ${count(NEAR_LIMIT * MAX)} characters, which leaves room for more.`,
  evaluate: (input) => evaluateNear(CHARACTERS, input),
};
