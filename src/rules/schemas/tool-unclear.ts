import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasToolUnclear: Rule = {
  id: 'schemas-tool-unclear',
  group: 'schemas',
  severity: 'warning',
  sentence: 'The schemas of a target tell models all they need, and no more than they can read.',
  why: 'The target deploys, and models are offered less than there is, or more than fits. A type that is not known here is one of a newer service, or a misspelling that the service rejects.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-tool-unclear'),
};
