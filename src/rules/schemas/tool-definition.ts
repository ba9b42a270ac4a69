import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasToolDefinition: Rule = {
  id: 'schemas-tool-definition',
  group: 'schemas',
  severity: 'error',
  sentence: 'Every tool has a valid input schema.',
  why: 'The service rejects the target: every schema must have a supported type, the top-level type must be `object`, and `required` must name existing properties.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ToolDefinition.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-tool-definition'),
};
