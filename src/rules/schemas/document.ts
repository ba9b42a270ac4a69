import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasDocument: Rule = {
  id: 'schemas-document',
  group: 'schemas',
  severity: 'error',
  sentence: 'The schema of a target is a document in the format of its kind.',
  why: 'The service rejects the target if it cannot read the schema.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-document'),
};
