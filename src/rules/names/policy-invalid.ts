import { Evaluation, Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { CEDAR_POLICY_NAME, POLICY_ENGINE_NAME } from '../../service/names';

export const namesPolicyInvalid: Rule = {
  id: 'names-policy-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'Policies and policy engines have valid names.',
  why: 'The service rejects them. CloudFormation\'s schema does not check names that contain intrinsic functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePolicy.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const engine of model.policyEngines) evaluateName(evaluation, engine, engine.name, POLICY_ENGINE_NAME);
    for (const policy of model.cedarPolicies) evaluateName(evaluation, policy, policy.name, CEDAR_POLICY_NAME);
    return evaluation.verdict;
  },
};
