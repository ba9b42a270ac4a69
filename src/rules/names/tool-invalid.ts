import { TOOL_NAME_CHARACTERS } from '../../service/limits';
import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const namesToolInvalid: Rule = {
  id: 'names-tool-invalid',
  group: 'names',
  severity: 'error',
  sentence: `Every tool has a name of at most ${TOOL_NAME_CHARACTERS} characters.`,
  why: 'The service rejects the target. CloudFormation\'s schema allows any name, even an empty name.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: ({ model }) => evaluateFindings(model, 'names-tool-invalid'),
};
