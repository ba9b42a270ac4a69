import { judgeEach } from '../lib/places';
import type { Rule } from '../rule';
import { judgeNetworkMode } from './lib/network-mode';
import { resourcesOfType } from './lib/resources';

export const securityCodeInterpreterPrivate: Rule = {
  id: 'security-code-interpreter-private',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A code interpreter is in a private network.',
  why: 'AWS Config calls custom code interpreters with the network mode PUBLIC or SANDBOX not compliant.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-codeinterpreter-networkmode-check.html',
  judge: ({ model }) => judgeEach(resourcesOfType(model, 'AWS::BedrockAgentCore::CodeInterpreterCustom'), (judgement, interpreter) => {
    judgeNetworkMode(judgement, interpreter, ['PUBLIC', 'SANDBOX']);
  }),
};
