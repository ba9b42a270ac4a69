import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasOpenapiOperationId: Rule = {
  id: 'schemas-openapi-operation-id',
  group: 'schemas',
  severity: 'error',
  sentence: 'Every operation of an OpenAPI document has an operationId.',
  why: 'The operationId becomes the name of the tool. The service rejects a document with a missing operationId.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-openapi-operation-id', ['openApi']),
};
