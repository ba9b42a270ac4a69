import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasToolDefinition: Rule = {
  id: 'schemas-tool-definition',
  group: 'schemas',
  severity: 'error',
  sentence: 'Every tool has an input schema of the form that the service takes.',
  why: 'The service refuses the target: every schema needs a type it knows, the outermost one is an object, and required names properties that exist.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ToolDefinition.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-tool-definition'),
};
