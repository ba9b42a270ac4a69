import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasDocument: Rule = {
  id: 'schemas-document',
  group: 'schemas',
  severity: 'error',
  sentence: 'The schema of a target is a document of the form that its kind has.',
  why: 'The service cannot read it, and refuses the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-document'),
};
