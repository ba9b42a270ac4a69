import { ofType } from '../lib/needs/resources';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateNetworkMode } from './lib/network-mode';

export const securityCodeInterpreterPrivate: Rule = {
  id: 'security-code-interpreter-private',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A code interpreter is in a private network.',
  why: 'AWS Config reports custom code interpreters with the network mode PUBLIC or SANDBOX as noncompliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-codeinterpreter-networkmode-check.html',
  evaluate: ({ model }) => evaluateEach(ofType(model, 'AWS::BedrockAgentCore::CodeInterpreterCustom'), (evaluation, interpreter) => {
    evaluateNetworkMode(evaluation, interpreter, ['PUBLIC', 'SANDBOX']);
  }),
};
