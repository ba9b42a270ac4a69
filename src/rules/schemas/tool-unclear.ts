import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasToolUnclear: Rule = {
  id: 'schemas-tool-unclear',
  group: 'schemas',
  severity: 'warning',
  sentence: 'The schemas of a target contain everything that models need, and fit into a model request.',
  why: 'The target deploys, but models get incomplete or too large schemas. An unknown type is either new in the service or a misspelling that the service rejects.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-tool-unclear'),
};
