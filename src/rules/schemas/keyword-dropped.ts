import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasKeywordDropped: Rule = {
  id: 'schemas-keyword-dropped',
  group: 'schemas',
  severity: 'warning',
  sentence: 'The schemas of Lambda tools have only supported keywords: type, properties, required, items and description.',
  why: 'The service silently drops other keywords, so models do not see them.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SchemaDefinition.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-keyword-dropped', ['lambda']),
};
