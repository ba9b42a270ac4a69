import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasOpenapiUnsupported: Rule = {
  id: 'schemas-openapi-unsupported',
  group: 'schemas',
  severity: 'error',
  sentence: 'An OpenAPI document uses only supported features.',
  why: 'The service rejects the whole document. Unsupported are versions other than 3.0 and 3.1, oneOf, anyOf, allOf, callbacks, webhooks, links, binary bodies and some parameter styles.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-openapi-unsupported', ['openApi']),
};
