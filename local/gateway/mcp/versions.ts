import { CODES, headerMismatch, RpcError } from './errors';
import type { ClientRequest } from './request';
import { isObject, JsonObject } from '../../../src/json';
import { HANDSHAKE_MCP_VERSIONS, STATELESS_MCP_VERSION } from '../../../src/service/mcp-versions';

/** The MCP version of one request. */
export type Version = { readonly stateless: true } | { readonly stateless: false; readonly version: string };

export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const META = 'io.modelcontextprotocol/';
export const VERSION_META = `${META}protocolVersion`;
export const CAPABILITIES_META = `${META}clientCapabilities`;
export const CLIENT_INFO_META = `${META}clientInfo`;
export const SERVER_INFO_META = `${META}serverInfo`;
export const LOG_LEVEL_META = `${META}logLevel`;

/** The version of requests without the header, as the service takes it. */
const VERSION_WITHOUT_HEADER = '2025-03-26';

/** What the header `Mcp-Name` repeats of the parameters, by method. */
export const NAMED_BY: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

/**
 * The version of a request, when the gateway supports it.
 *
 * @throws RpcError in the words of MCP for headers that do not fit the message, and for versions that the gateway does not list
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
 */
export function versionOf({ method, params }: ClientRequest, headers: RequestHeaders, supported: readonly string[]): Version {
  const header = headerOf(headers, 'mcp-protocol-version');
  const meta = isObject(params._meta) ? params._meta : {};
  const claimed = meta[VERSION_META];
  if (claimed === undefined && header !== STATELESS_MCP_VERSION) {
    if (method === 'initialize') return { stateless: false, version: '' };
    const version = header ?? VERSION_WITHOUT_HEADER;
    if (!isHandshakeVersion(version) || !supported.includes(version)) throw unsupported(version, supported);
    return { stateless: false, version };
  }
  checkMeta(meta);
  if (header === undefined) throw headerMismatch('Header mismatch: the MCP-Protocol-Version header is missing');
  if (header !== claimed) throw headerMismatch(`Header mismatch: MCP-Protocol-Version is ${header}, and the message says ${String(claimed)}`);
  if (claimed !== STATELESS_MCP_VERSION || !supported.includes(claimed)) throw unsupported(String(claimed), supported);
  checkHeader(headers, 'Mcp-Method', method);
  const name = Object.hasOwn(NAMED_BY, method) ? params[NAMED_BY[method]] : undefined;
  if (typeof name === 'string') checkHeader(headers, 'Mcp-Name', name);
  return { stateless: true };
}

/** The version that an `initialize` gets: the one it asks for, else the newest. */
export function offeredVersion(asked: unknown, supported: readonly string[]): string {
  const versions = HANDSHAKE_MCP_VERSIONS.filter((version) => supported.includes(version));
  if (versions.length === 0) throw unsupported(String(asked), supported);
  return versions.find((version) => version === asked) ?? versions[0];
}

export function headerOf(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : value?.[0];
}

function isHandshakeVersion(version: string): boolean {
  return (HANDSHAKE_MCP_VERSIONS as readonly string[]).includes(version);
}

function unsupported(requested: string, supported: readonly string[]): RpcError {
  return new RpcError(CODES.unsupportedVersion, `Unsupported protocol version: ${requested}`, 400, { supported, requested });
}

function checkMeta(meta: JsonObject): void {
  for (const [key, isValid] of [[VERSION_META, typeof meta[VERSION_META] === 'string'], [CAPABILITIES_META, isObject(meta[CAPABILITIES_META])]] as const) {
    if (!isValid) throw new RpcError(CODES.invalidParams, `Invalid params: _meta.${key} is missing`, 400);
  }
}

/** Values that a header cannot hold come in base64: `=?base64?…?=`. */
function checkHeader(headers: RequestHeaders, name: string, expected: string): void {
  const given = headerOf(headers, name.toLowerCase());
  if (given === undefined) throw headerMismatch(`Header mismatch: the ${name} header is missing`);
  const decoded = decodeHeader(given);
  if (decoded !== expected) throw headerMismatch(`Header mismatch: ${name} is ${decoded ?? given}, and the message says ${expected}`);
}

/** Undefined for base64 that is none. */
export function decodeHeader(value: string): string | undefined {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  if (encoded === undefined) return value;
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}

/** Text that a header cannot hold, or that looks encoded already, goes in base64. */
export function encodeHeader(text: string): string {
  const isPlain = /^[\t\x20-\x7e]*$/.test(text) && text === text.trim() && !/^=\?base64\?.*\?=$/.test(text);
  return isPlain ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
}
