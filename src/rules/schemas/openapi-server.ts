import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasOpenapiServer: Rule = {
  id: 'schemas-openapi-server',
  group: 'schemas',
  severity: 'error',
  sentence: 'An OpenAPI document has a server with an absolute URL.',
  why: 'The gateway sends calls only to the server in the document.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-openapi-server', ['openApi']),
};
