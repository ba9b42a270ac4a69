import { evaluateType } from './lib/combination';
import { property, textOf } from '../../model/value';
import { DEFAULT_QUALIFIER } from '../../service/endpoints';
import { RUNTIME_ENDPOINT } from '../../service/resource-types';
import type { Rule } from '../rule';

export const propertiesRuntimeEndpoint: Rule = {
  id: 'properties-runtime-endpoint',
  group: 'properties',
  severity: 'error',
  sentence: 'An endpoint of a runtime is not named DEFAULT.',
  why: 'The service creates the endpoint DEFAULT with the runtime, and rejects another: "An endpoint with the specified name already exists".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateAgentRuntimeEndpoint.html',
  evaluate: ({ model }) => evaluateType(model, RUNTIME_ENDPOINT, ({ path, properties }) => {
    const name = textOf(property(properties, 'Name'));
    if (name?.known === false) return { unknown: `the name of ${path} is unresolved until deployment` };
    return name?.text === DEFAULT_QUALIFIER
      ? { message: `the endpoint is named \`${DEFAULT_QUALIFIER}\`, which every runtime already has`, fix: 'use another name, or remove the endpoint and call the runtime without a qualifier' }
      : undefined;
  }),
};
