import { randomUUID } from 'crypto';
import { Environment } from './environment.lambda';
import { Properties } from './properties.lambda';
import { sign } from './sign.lambda';
import { McpClient } from '../../mcp-client/client';

/** The service's limit for starting a microVM. */
export const REQUEST_LIMIT_MS = 60_000;

const CLIENT_INFO = { name: 'cdk-agentcore-gateway-readiness', version: '1.0.0' };

/** Creates an MCP client that signs with the function's role. All its requests end before `deadline` (milliseconds since the epoch). */
export function signedClient({ url, kind, region, service }: Properties, environment: Environment, deadline: number): McpClient {
  return new McpClient({
    url,
    clientInfo: CLIENT_INFO,
    headers: {
      'User-Agent': CLIENT_INFO.name,
      // Uses one microVM for the whole check, because each new one has a cold start. The id must have at least 33 characters.
      ...kind === 'runtime' ? { 'X-Amzn-Bedrock-AgentCore-Runtime-Session-Id': `readiness-${randomUUID()}` } : {},
    },
    authenticate: async (request) => sign(request, { region, service }, environment.credentials(), new Date(environment.now())),
    fetch: environment.fetch,
    timeLimit: () => Math.min(REQUEST_LIMIT_MS, deadline - environment.now()),
    abortAfter: environment.abortAfter,
  });
}
