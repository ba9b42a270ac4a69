import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasApiGateway: Rule = {
  id: 'schemas-api-gateway',
  group: 'schemas',
  severity: 'error',
  sentence: 'The filters and overrides of an API Gateway target select existing methods, and every selected method has a name.',
  why: 'One selected method without a name or one malformed filter makes the whole target fail.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-api-gateway', ['apiGateway']),
};
