import { GatewayNotFoundError } from './errors.js';
import { isLocalDev, localGateways, START } from './local-manifest.js';
import { APPLICATION_VARIABLE, environmentRegion, type GatewayDetails, PERMISSIONS, runtimeConfig } from './runtime-config.js';

/** Where a gateway is, and how it is called. */
export interface Gateway {
  readonly name: string;
  /** The MCP endpoint. */
  readonly url: string;
  /** `AWS_IAM` (signed requests), `CUSTOM_JWT` (a bearer token) or `NONE`. */
  readonly authType: string;
  /** Which place named the URL. */
  readonly source: string;
  /** The region that requests are signed for. */
  readonly region?: string;
  /** The entry of the gateway under `gatewayDetails` in the Runtime Configuration. */
  readonly details: GatewayDetails;
}

export interface ResolveOptions {
  readonly url?: string;
  readonly region?: string;
  readonly authType?: string;
}

type Found = Pick<Gateway, 'url' | 'source'> & { authType?: string; details?: GatewayDetails };

/** Hosts like <id>.gateway.bedrock-agentcore.eu-west-1.amazonaws.com, of every partition, and VPC endpoints. */
const REGION_IN_HOST = /\bbedrock-agentcore(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d+)\./;

/**
 * Finds a gateway by its key in the Runtime Configuration.
 *
 * The first of these that knows it wins: `url`; with `LOCAL_DEV=true`, the gateway that `agentcore-gateway dev` runs; the environment
 * variables `AGENTCORE_GATEWAY_<NAME>_URL` and `_AUTH_TYPE`; the document that `RUNTIME_CONFIG_APP_ID` leads to.
 *
 * @throws GatewayNotFoundError when none of them does. The message lists where it looked, and which names there are.
 */
export async function resolveGateway(gateway: string | Gateway, options: ResolveOptions = {}): Promise<Gateway> {
  if (typeof gateway !== 'string') return gateway;
  const { url, source, authType: foundAuthType, details = {} } = await find(gateway, options.url);
  const authType = options.authType || foundAuthType || (isHttp(url) && isLoopback(url) ? 'NONE' : 'AWS_IAM');
  const region = options.region ?? details.region ?? REGION_IN_HOST.exec(new URL(url).hostname)?.[1] ?? environmentRegion();
  return { name: gateway, url, authType, source, region, details };
}

export function describe({ name, url, source }: Gateway): string {
  return `gateway \`${name}\` at ${url} (${source})`;
}

export function isHttp(url: string): boolean {
  return url.startsWith('http:');
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost)$/.test(hostname);
}

async function find(name: string, url: string | undefined): Promise<Found> {
  if (url) return { url, source: 'argument `url`' };
  const searched: string[] = [];
  if (isLocalDev()) {
    const { place, urls } = localGateways();
    if (urls[name]) return { url: urls[name], source: place };
    searched.push(`local gateways: ${place}${Object.keys(urls).length > 0 ? ` has ${listed(urls)}` : ''}`);
  }
  for (const variable of variables(name)) {
    const given = process.env[`${variable}_URL`];
    if (!given) continue;
    const { [`${variable}_AUTH_TYPE`]: authType, [`${variable}_CREDENTIAL_PROVIDER`]: credentialProvider, [`${variable}_SCOPES`]: scopes } = process.env;
    return { url: given, authType, source: `${variable}_URL`, details: { credentialProvider, scopes: scopes?.split(' ') } };
  }
  searched.push(`environment variables: no ${variables(name).map((variable) => `${variable}_URL`).join(' or ')}`);
  // An agent under development must not reach what is deployed by accident.
  if (isLocalDev()) throw notFound(name, searched, `${START}, set one of the variables, or unset LOCAL_DEV to use the deployed gateway`);
  return deployed(name, searched);
}

async function deployed(name: string, searched: string[]): Promise<Found> {
  const application = process.env[APPLICATION_VARIABLE];
  if (!application) {
    searched.push(`Runtime Configuration: ${APPLICATION_VARIABLE} is not set`);
    throw notFound(name, searched, 'deploy the agent with the gateway\'s `grantInvokeAccess(agent)`, which sets it, or pass `url`');
  }
  const document = await runtimeConfig(application, environmentRegion()).document().catch((error: Error) => {
    searched.push(`Runtime Configuration: AppConfig application \`${application}\` cannot be read: ${error.message}`);
    throw notFound(name, searched,
      `the agent needs ${PERMISSIONS.join(' and ')}, which the gateway's \`grantInvokeAccess(agent)\` grants, and a region in AWS_REGION`, error);
  });
  const url = document.gateways?.[name];
  if (!url) {
    searched.push(`Runtime Configuration: AppConfig application \`${application}\` has ${listed(document.gateways ?? {})}`);
    throw notFound(name, searched, 'use one of these names, or register the gateway in the Runtime Configuration of this stage');
  }
  const details = document.gatewayDetails?.[name] ?? {};
  return {
    // The URL of a gateway without a protocol ends at its host name.
    url: details.protocol === 'ALL' ? `${url.replace(/\/+$/, '')}/mcp` : url,
    authType: details.authorizerType,
    source: `Runtime Configuration \`${application}\``,
    details,
  };
}

/** `MyGateway` is MYGATEWAY to the constructs and to the AgentCore CLI; people also write MY_GATEWAY. */
function variables(name: string): string[] {
  const words = name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_');
  return [...new Set([name, words].map((spelling) => `AGENTCORE_GATEWAY_${spelling.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`))];
}

function listed(names: Record<string, string>): string {
  return Object.keys(names).sort().map((name) => `\`${name}\``).join(', ') || 'no gateways';
}

function notFound(name: string, searched: string[], fix: string, cause?: Error): GatewayNotFoundError {
  return new GatewayNotFoundError([`gateway \`${name}\` is not known:`, ...searched.map((place) => `- ${place}`), fix].join('\n'), { cause });
}
