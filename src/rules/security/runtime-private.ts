import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateNetworkMode } from './lib/network-mode';

export const securityRuntimePrivate: Rule = {
  id: 'security-runtime-private',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A runtime is in a private network.',
  why: 'Security Hub fails runtimes with the network mode PUBLIC (BedrockAgentCore.1).',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/bedrockagentcore-controls.html',
  evaluate: ({ model }) => evaluateEach(model.runtimes, (evaluation, runtime) => evaluateNetworkMode(evaluation, runtime, ['PUBLIC'])),
};
