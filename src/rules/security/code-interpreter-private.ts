import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateNetworkMode } from './lib/network-mode';
import { resourcesOfType } from './lib/resources';

export const securityCodeInterpreterPrivate: Rule = {
  id: 'security-code-interpreter-private',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A code interpreter is in a private network.',
  why: 'AWS Config calls custom code interpreters with the network mode PUBLIC or SANDBOX not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-codeinterpreter-networkmode-check.html',
  evaluate: ({ model }) => evaluateEach(resourcesOfType(model, 'AWS::BedrockAgentCore::CodeInterpreterCustom'), (evaluation, interpreter) => {
    evaluateNetworkMode(evaluation, interpreter, ['PUBLIC', 'SANDBOX']);
  }),
};
