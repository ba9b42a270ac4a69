import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasSmithy: Rule = {
  id: 'schemas-smithy',
  group: 'schemas',
  severity: 'error',
  sentence: 'A Smithy model is the JSON AST of Smithy 2.0 with one restJson1 service and without streaming.',
  why: 'The service rejects the model.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-smithy-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-smithy', ['smithy']),
};
