import { randomUUID } from 'crypto';
import { Environment } from './environment.lambda';
import { Properties } from './properties.lambda';
import { sign } from './sign.lambda';
import { McpClient } from '../../mcp-client/client';

/** The service gives a microVM that long to start; a longer silence will not end. */
export const REQUEST_LIMIT_MS = 60_000;

const CLIENT_INFO = { name: 'cdk-agentcore-gateway-readiness', version: '1.0.0' };

/** An MCP client that signs with the function's role, and ends all its requests before `deadline`, in milliseconds since the epoch. */
export function signedClient({ url, kind, region, service }: Properties, environment: Environment, deadline: number): McpClient {
  return new McpClient({
    url,
    clientInfo: CLIENT_INFO,
    headers: {
      'User-Agent': CLIENT_INFO.name,
      // One microVM for the whole check: without it each attempt could meet a cold start of its own. At least 33 characters.
      ...kind === 'runtime' ? { 'X-Amzn-Bedrock-AgentCore-Runtime-Session-Id': `readiness-${randomUUID()}` } : {},
    },
    authenticate: async (request) => sign(request, { region, service }, environment.credentials(), new Date(environment.now())),
    fetch: environment.fetch,
    timeLimit: () => Math.min(REQUEST_LIMIT_MS, deadline - environment.now()),
    abortAfter: environment.abortAfter,
  });
}
