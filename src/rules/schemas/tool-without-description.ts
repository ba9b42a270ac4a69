import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasToolWithoutDescription: Rule = {
  id: 'schemas-tool-without-description',
  group: 'schemas',
  severity: 'warning',
  sentence: 'Every tool has a description.',
  why: 'Models select tools by their descriptions, and semantic search uses the descriptions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-tool-without-description'),
};
