import { evaluateType, stateOf } from './lib/combination';
import { RUNTIME } from '../../service/resource-types';
import type { Rule } from '../rule';

const MEMBERS = ['ContainerConfiguration', 'CodeConfiguration'];

export const propertiesRuntimeArtifact: Rule = {
  id: 'properties-runtime-artifact',
  group: 'properties',
  severity: 'error',
  sentence: 'A runtime has exactly one artifact: a container or code.',
  why: 'The service returns "AgentArtifact must have exactly one configuration".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_AgentRuntimeArtifact.html',
  evaluate: ({ model }) => evaluateType(model, RUNTIME, ({ path, properties }) => {
    const states = MEMBERS.map((member) => stateOf(properties, 'AgentRuntimeArtifact', member));
    if (states.filter((state) => state === 'set').length > 1) {
      return { message: 'the artifact has `ContainerConfiguration` and `CodeConfiguration`', fix: 'keep one of the two' };
    }
    if (states.includes('unknown')) return { unknown: `the artifact of ${path} is unresolved until deployment` };
    return states.includes('set') ? undefined : { message: 'the artifact has neither `ContainerConfiguration` nor `CodeConfiguration`', fix: 'add one of the two' };
  }),
};
