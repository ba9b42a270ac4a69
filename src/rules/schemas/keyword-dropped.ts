import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasKeywordDropped: Rule = {
  id: 'schemas-keyword-dropped',
  group: 'schemas',
  severity: 'warning',
  sentence: 'The schemas of Lambda tools have only keywords that the service keeps: type, properties, required, items and description.',
  why: 'Other keywords are lost without a word, and models are not told of them.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SchemaDefinition.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-keyword-dropped', ['lambda']),
};
