import type { Rule } from '../rule';
import { evaluateFindings } from './lib/from-findings';

export const schemasApiGatewayPartial: Rule = {
  id: 'schemas-api-gateway-partial',
  group: 'schemas',
  severity: 'warning',
  sentence: 'Every method that the filters of an API Gateway target select becomes a tool that can be called, and every filter selects at least one method.',
  why: 'The target deploys with fewer tools than selected, or with tools whose calls fail for lack of a signature or key. An unknown method is either new in the service or a misspelling that the service rejects.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html',
  evaluate: ({ model }) => evaluateFindings(model, 'schemas-api-gateway-partial', ['apiGateway']),
};
