import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName, NameForm } from './lib/name-form';

const RUNTIME_NAME: NameForm = {
  name: 'runtime name',
  pattern: /^[a-zA-Z][a-zA-Z0-9_]{0,47}$/,
  characters: /\w/,
  min: 1,
  max: 48,
  allowed: 'letters, digits and underscores, starting with a letter',
};

const ENDPOINT_NAME: NameForm = { ...RUNTIME_NAME, name: 'endpoint name' };

export const namesRuntimeInvalid: Rule = {
  id: 'names-runtime-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'The names of runtimes and of their endpoints have the form that the service takes.',
  why: 'The service refuses the runtime; CloudFormation\'s schema lets any name pass. A hyphen is the usual mistake.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateAgentRuntime.html',
  evaluate: ({ model }) => evaluateEach(model.runtimes, (evaluation, runtime) => {
    evaluateName(evaluation, runtime, runtime.name, RUNTIME_NAME);
    for (const endpoint of runtime.endpoints) evaluateName(evaluation, endpoint, endpoint.name, ENDPOINT_NAME);
  }),
};
