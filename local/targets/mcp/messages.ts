import { isObject, JsonObject, parseJson } from '../../../src/json';
import { STATELESS_MCP_VERSION } from '../../../src/service/mcp-versions';
import { insertMember, spanAt, splice } from '../../gateway/mcp/bytes';
import { CAPABILITIES_META, CLIENT_INFO_META, encodeHeader, NAMED_BY, VERSION_META } from '../../gateway/mcp/versions';
import type { Headers } from '../http/http-client';
import { TargetError } from '../target';

export const CLIENT_INFO = { name: 'agentcore-gateway', version: '1.0.0' };

/** Larger responses are passed on unread, but for their ends: parsing them takes longer than calling the server. */
const MOST_PARSED_BYTES = 64 * 1024;

/** What every request of 2026-07-28 says in headers too. */
export function statelessHeaders(method: string, name: string | undefined): Headers {
  return {
    'mcp-protocol-version': STATELESS_MCP_VERSION,
    'mcp-method': method,
    ...name !== undefined && Object.hasOwn(NAMED_BY, method) ? { 'mcp-name': encodeHeader(name) } : {},
  };
}

export function statelessMeta(capabilities: JsonObject): JsonObject {
  return { [VERSION_META]: STATELESS_MCP_VERSION, [CLIENT_INFO_META]: CLIENT_INFO, [CAPABILITIES_META]: capabilities };
}

/** A request of the versions with a handshake, for a server that knows only 2026-07-28. */
export function asStateless(message: Buffer, capabilities: JsonObject): Buffer {
  const meta = statelessMeta(capabilities);
  const params = spanAt(message, 'params');
  if (!params) return splice(message, insertMember(message, spanAt(message)!, 'params', JSON.stringify({ _meta: meta })));
  const given = spanAt(message, 'params', '_meta');
  if (!given) return splice(message, insertMember(message, params, '_meta', JSON.stringify(meta)));
  // Fields of the same name are not sent by clients that shake hands, so the given ones stay as they are.
  return Object.entries(meta).reduce((bytes, [key, value]) => splice(bytes, insertMember(bytes, spanAt(bytes, 'params', '_meta')!, key, JSON.stringify(value))), message);
}

/** @throws TargetError when the message is not the response to the request with this id */
export function checkResponse(message: Buffer, id: Buffer): void {
  if (message.length > MOST_PARSED_BYTES) {
    const text = message.subarray(-16).toString('latin1').trimEnd();
    if (!text.endsWith('}')) throw new TargetError('the response is not complete JSON');
    return;
  }
  const value = parseJson(message.toString());
  if (!isObject(value) || value.jsonrpc !== '2.0' || !('result' in value || 'error' in value)) throw new TargetError(`the response is not a JSON-RPC response: ${excerptOf(message)}`);
  if ('result' in value && !isObject(value.result)) throw new TargetError(`the result is not an object: ${excerptOf(message)}`);
  if ('error' in value && !(isObject(value.error) && typeof value.error.code === 'number' && typeof value.error.message === 'string')) throw new TargetError(`the error is not a JSON-RPC error: ${excerptOf(message)}`);
  if (!isSameId(value.id, id)) throw new TargetError(`the response has another id: ${excerptOf(message)}`);
}

/** An id as the server read it, and as the client wrote it. */
function isSameId(parsed: unknown, written: Buffer): boolean {
  const text = written.toString();
  const json = JSON.stringify(parsed);
  return json === text || json === JSON.stringify(parseJson(text));
}

export function excerptOf(bytes: Buffer): string {
  const text = bytes.subarray(0, 400).toString().replace(/\s+/g, ' ').trim();
  return text.length > 200 ? `${text.slice(0, 200)}…` : text || '(empty)';
}
