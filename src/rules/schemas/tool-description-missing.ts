import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasToolDescriptionMissing: Rule = {
  id: 'schemas-tool-description-missing',
  group: 'schemas',
  severity: 'error',
  sentence: 'Every Lambda tool has a description.',
  why: 'The service requires a description. CloudFormation\'s schema allows an empty description.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ToolDefinition.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-tool-description-missing', ['lambda']),
};
