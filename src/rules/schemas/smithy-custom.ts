import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasSmithyCustom: Rule = {
  id: 'schemas-smithy-custom',
  group: 'schemas',
  severity: 'warning',
  sentence: 'A Smithy model describes an AWS service.',
  why: 'Smithy targets are documented only for AWS services.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-smithy-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-smithy-custom', ['smithy']),
};
