import { AGENTCORE } from './agentcore';

/**
 * The URLs of gateways and runtimes.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/bedrock_agentcore.html
 */

/** The part of a gateway's host name between the id and the region: `<id>.gateway.bedrock-agentcore.<region>.amazonaws.com`. */
export const GATEWAY_DOMAIN = `.gateway.${AGENTCORE}.`;

const GATEWAY_URL = new RegExp(`^https://([^/]*)${GATEWAY_DOMAIN.replaceAll('.', '\\.')}(?:([a-z0-9-]+)\\.)?`);

/** The parts of the URL of a gateway. The id may contain placeholders; the region is undefined if it is one. */
interface GatewayUrl {
  readonly id: string;
  readonly region?: string;
}

/** Reads the URL of a gateway; undefined for any other URL. */
export function readGatewayUrl(url: string): GatewayUrl | undefined {
  const [, id, region] = GATEWAY_URL.exec(url) ?? [];
  return id === undefined ? undefined : { id, ...region === undefined ? {} : { region } };
}

/** The gateway id in the URL of a gateway. */
export function gatewayIdInUrl(url: string): string | undefined {
  return readGatewayUrl(url)?.id;
}

/** The form of the URL of a passthrough target or an inference provider: an https URL without a user, and without the query of the caller. */
export const ENDPOINT_FORM = /^https:\/\/[a-zA-Z0-9\-.]+(:[0-9]{1,5})?(\/.*)?$/;

/** The endpoint that every runtime has. */
export const DEFAULT_QUALIFIER = 'DEFAULT';

/** The host name for calls to the runtimes of a region. */
export function runtimeHost(region: string, urlSuffix: string): string {
  return `${AGENTCORE}.${region}.${urlSuffix}`;
}

/** The URL that invokes a runtime. The ARN and the qualifier are URL-encoded. */
export function invocationUrl(host: string, encodedArn: string, qualifier: string): string {
  return `https://${host}/runtimes/${encodedArn}/invocations?qualifier=${qualifier}`;
}

/** The parts of a URL that invokes a runtime: the segment between `/runtimes/` and `/invocations`, and the qualifier. */
export interface Invocation {
  readonly runtime: string;
  readonly qualifier?: string;
}

const INVOCATION = /^.*\/runtimes\/(.*)\/invocations(?:\?(?:.*&)?qualifier=([^&]*).*)?(?:\?.*)?$/s;

export function readInvocationUrl(url: string): Invocation | undefined {
  return url.startsWith(`https://${AGENTCORE}.`) ? readInvocationPath(url) : undefined;
}

/** Reads the path of a URL, whatever the host. */
export function readInvocationPath(path: string): Invocation | undefined {
  const [, runtime, qualifier] = INVOCATION.exec(path) ?? [];
  return runtime === undefined ? undefined : { runtime, ...qualifier === undefined ? {} : { qualifier } };
}

/** The parts of the URL of a stage of a REST API: `https://<API id>.execute-api.<region>.<suffix>/<stage><path>`. */
export interface ApiUrl {
  readonly apiId: string;
  readonly region: string;
  readonly stage: string;
  /** Empty, or with a leading slash. */
  readonly path: string;
}

/** A part of a URL: placeholders of values that are unresolved until deployment may contain any character. */
type UrlPart = { readonly literal: string } | { readonly placeholder: string };

const API_URL = /^https:\/\/([^/.]+)\.execute-api\.([^/.]+)\.[^/?#]+\/([^/?#]+)([^?#]*)/;

/** Reads the URL of a stage of a REST API. */
export function readApiUrl(parts: readonly UrlPart[]): ApiUrl | undefined {
  const placeholders: string[] = [];
  const open = parts.map((part) => 'literal' in part ? part.literal : `\0${placeholders.push(part.placeholder) - 1}\0`).join('');
  const found = API_URL.exec(open);
  if (!found) return undefined;
  // No template contains this character.
  const [apiId, region, stage, path] = found.slice(1).map((text) => text.replaceAll(/\0(\d+)\0/g, (_, index: string) => placeholders[Number(index)]));
  return { apiId, region, stage, path: path.replace(/\/$/, '') };
}
