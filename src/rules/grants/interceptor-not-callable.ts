import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';

/** The role of a gateway may call the functions of its interceptors. */
export const interceptorNotCallable: Rule = {
  id: 'grants-interceptor-not-callable',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway may call the functions of its interceptors.',
  why: 'The service creates the gateway without this permission, but does not run the interceptors.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors-permissions.html',
  evaluate: (input) => evaluateNeeds(input, ({ permission }) => permission === 'runInterceptors'),
};
