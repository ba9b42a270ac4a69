import { AGENTCORE } from './agentcore';

/**
 * The URLs of gateways and runtimes.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/bedrock_agentcore.html
 */

/** Stands between the id and the region in the host of a gateway: `<id>.gateway.bedrock-agentcore.<region>.amazonaws.com`. */
export const GATEWAY_DOMAIN = `.gateway.${AGENTCORE}.`;

const GATEWAY_URL = new RegExp(`^https://([^/]*)${GATEWAY_DOMAIN.replaceAll('.', '\\.')}`);

/** The id that a URL of a gateway begins with; undefined for any other URL. It may hold placeholders. */
export function gatewayIdInUrl(url: string): string | undefined {
  return GATEWAY_URL.exec(url)?.[1];
}

/** The endpoint every runtime has. */
export const DEFAULT_QUALIFIER = 'DEFAULT';

/** The host that runtimes of a region are called at. */
export function runtimeHost(region: string, urlSuffix: string): string {
  return `${AGENTCORE}.${region}.${urlSuffix}`;
}

/** How a runtime is called. Its ARN, and the qualifier, are URL-encoded. */
export function invocationUrl(host: string, encodedArn: string, qualifier: string): string {
  return `https://${host}/runtimes/${encodedArn}/invocations?qualifier=${qualifier}`;
}

/** What a URL that calls a runtime holds: what stands between `/runtimes/` and `/invocations`, and the qualifier. */
export interface Invocation {
  readonly runtime: string;
  readonly qualifier?: string;
}

const INVOCATION = /^.*\/runtimes\/(.*)\/invocations(?:\?(?:.*&)?qualifier=([^&]*).*)?(?:\?.*)?$/s;

export function readInvocationUrl(url: string): Invocation | undefined {
  return url.startsWith(`https://${AGENTCORE}.`) ? readInvocationPath(url) : undefined;
}

/** The same of a URL with any host. */
export function readInvocationPath(path: string): Invocation | undefined {
  const [, runtime, qualifier] = INVOCATION.exec(path) ?? [];
  return runtime === undefined ? undefined : { runtime, ...qualifier === undefined ? {} : { qualifier } };
}
