import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasOpenapiLossy: Rule = {
  id: 'schemas-openapi-lossy',
  group: 'schemas',
  severity: 'warning',
  sentence: 'An OpenAPI document contains nothing that the tools ignore or change.',
  why: 'The service accepts the document, but a part of it has no effect or a different effect: security schemes, private servers, inputs with the same name, recursive schemas.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-openapi-lossy', ['openApi']),
};
