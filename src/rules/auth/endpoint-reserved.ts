import type { Rule } from '../rule';
import { evaluateReach } from './lib/endpoint-reach';

export const authEndpointReserved: Rule = {
  id: 'auth-endpoint-reserved',
  group: 'auth',
  severity: 'warning',
  sentence: 'The endpoint of a target is not a placeholder or a reserved name or address.',
  why: 'No MCP server responds at the names .test, .example and .invalid, at the addresses for documentation, or at a placeholder.',
  source: 'https://www.rfc-editor.org/rfc/rfc6761, https://www.iana.org/domains/reserved',
  evaluate: ({ model }) => evaluateReach(model, 'reserved', (host) => ({
    message: `the endpoint is at \`${host}\`, which is a placeholder or reserved for examples and tests`,
    fix: 'write the endpoint of the server',
  })),
};
