import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasOpenapiInvalid: Rule = {
  id: 'schemas-openapi-invalid',
  group: 'schemas',
  severity: 'error',
  sentence: 'An OpenAPI document has operations, all references in them resolve, and so do its security requirements.',
  why: 'The service cannot generate tools from the document.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-openapi-invalid', ['openApi']),
};
