import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasOpenapiLossy: Rule = {
  id: 'schemas-openapi-lossy',
  group: 'schemas',
  severity: 'warning',
  sentence: 'An OpenAPI document says nothing that the tools lose.',
  why: 'The document is accepted, and something in it has no effect or another one than written: security schemes, private servers, inputs of one name, schemas that contain themselves.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-openapi-lossy', ['openApi']),
};
