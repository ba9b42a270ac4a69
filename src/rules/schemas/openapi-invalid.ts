import type { Rule } from '../rule';
import { Findings, evaluateFindings } from './lib/from-findings';

export const schemasOpenapiInvalidFindings: Findings = {
  severity: 'error',
  ids: ['openapi-no-operations', 'openapi-unresolvable-ref', 'openapi-undeclared-path-parameter'],
  kinds: ['openApi'],
};

export const schemasOpenapiInvalid: Rule = {
  id: 'schemas-openapi-invalid',
  group: 'schemas',
  severity: 'error',
  sentence: 'An OpenAPI document has operations, and everything they refer to.',
  why: 'The service cannot make tools of the document.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, schemasOpenapiInvalidFindings),
};
