import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { RUNTIME_ENDPOINT_NAME, RUNTIME_NAME } from '../../service/names';

export const namesRuntimeInvalid: Rule = {
  id: 'names-runtime-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'The names of runtimes and of their endpoints have the form that the service takes.',
  why: 'The service refuses the runtime; CloudFormation\'s schema lets any name pass. A hyphen is the usual mistake.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateAgentRuntime.html',
  evaluate: ({ model }) => evaluateEach(model.runtimes, (evaluation, runtime) => {
    evaluateName(evaluation, runtime, runtime.name, RUNTIME_NAME);
    for (const endpoint of runtime.endpoints) evaluateName(evaluation, endpoint, endpoint.name, RUNTIME_ENDPOINT_NAME);
  }),
};
