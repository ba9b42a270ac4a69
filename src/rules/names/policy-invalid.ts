import { Evaluation, Rule } from '../rule';
import { evaluateName, NameForm } from './lib/name-form';

const ENGINE_NAME: NameForm = {
  name: 'policy engine name',
  pattern: /^[A-Za-z]\w{0,47}$/,
  characters: /\w/,
  min: 1,
  max: 48,
  allowed: 'letters, digits and underscores, starting with a letter',
};

const POLICY_NAME: NameForm = { ...ENGINE_NAME, name: 'policy name' };

export const namesPolicyInvalid: Rule = {
  id: 'names-policy-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'The names of policies and policy engines have the form that the service takes.',
  why: 'The service refuses them. CloudFormation\'s schema does not look at names that are put together by functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreatePolicy.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const engine of model.policyEngines) evaluateName(evaluation, engine, engine.name, ENGINE_NAME);
    for (const policy of model.cedarPolicies) evaluateName(evaluation, policy, policy.name, POLICY_NAME);
    return evaluation.verdict;
  },
};
