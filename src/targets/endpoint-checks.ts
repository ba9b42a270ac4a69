import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { apiMessage } from '../findings/api-message';
import { ENDPOINT_FORM } from '../service/endpoints';
import type { Range } from '../service/limits';
import { GatewayError } from '../synthesis/gateway-error';
import { textFaults } from '../synthesis/value-faults';

/** Every character that RFC 3986 does not allow in a URI. */
const NOT_IN_URLS = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/gu;

/**
 * @param what the endpoint in messages: "MCP server endpoint"
 * @throws GatewayError `auth-endpoint-https`, `auth-endpoint-encoding`
 */
export function requireEndpoint(gateway: agentcore.IGateway, what: string, endpoint: string): void {
  if (Token.isUnresolved(endpoint)) return;
  if (!/^https:\/\/[^/?#]/.test(endpoint)) {
    throw new GatewayError('auth-endpoint-https', gateway, `${what} \`${endpoint}\` does not start with https:// and a host`, 'use an https URL');
  }
  const wrong = [...new Set(endpoint.match(NOT_IN_URLS) ?? [])];
  if (wrong.length > 0) {
    const encoded = wrong.map((character) => `\`${character}\` as \`${encodeURIComponent(character)}\``).join(', ');
    throw new GatewayError('auth-endpoint-encoding', gateway,
      `${what} \`${endpoint}\` has characters that are not allowed in a URL`, `remove them, or write ${encoded}`);
  }
  if (/\/runtimes\/arn:/.test(endpoint)) {
    throw new GatewayError('auth-endpoint-encoding', gateway,
      `${what} \`${endpoint}\` contains an ARN that is not URL-encoded`, apiMessage`use \`addMcpServer(runtime)\`, which encodes it`);
  }
}

/** What is wrong with the URL of a passthrough target or an inference provider, which may have neither a user nor a query without path. */
export function endpointFaults(name: string, endpoint: string, characters: Range): string[] {
  const isForm = Token.isUnresolved(endpoint) || ENDPOINT_FORM.test(endpoint);
  return [
    ...isForm ? [] : [apiMessage`\`${name}\` is \`${endpoint}\`; give https://, a host, and a path if there is one`],
    ...textFaults(name, endpoint, characters),
  ];
}
