import type { Rule } from '../rule';
import { evaluateReach } from './lib/endpoint-reach';

export const authEndpointPrivate: Rule = {
  id: 'auth-endpoint-private',
  group: 'auth',
  severity: 'error',
  sentence: 'The endpoint of a target without private endpoint is public.',
  why: 'The gateway calls the endpoint over the internet. It cannot reach localhost, private addresses and names that only a private network resolves; the creation of a target that lists tools fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateReach(model, 'private', (host) => ({
    message: `the endpoint is at \`${host}\`, which is private, and the target has no private endpoint`,
    fix: 'use a public host name, or add `PrivateEndpoint` to the target',
  })),
};
