import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { RUNTIME_ENDPOINT_NAME, RUNTIME_NAME } from '../../service/names';

export const namesRuntimeInvalid: Rule = {
  id: 'names-runtime-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'Runtimes and their endpoints have valid names.',
  why: 'The service rejects the runtime. CloudFormation\'s schema allows any name. The most common mistake is a hyphen.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateAgentRuntime.html',
  evaluate: ({ model }) => evaluateEach(model.runtimes, (evaluation, runtime) => {
    evaluateName(evaluation, runtime, runtime.name, RUNTIME_NAME);
    for (const endpoint of runtime.endpoints) evaluateName(evaluation, endpoint, endpoint.name, RUNTIME_ENDPOINT_NAME);
  }),
};
