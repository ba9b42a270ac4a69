import { bytesAt } from './bytes';
import { CODES, invalidRequest, RpcError } from './errors';
import { isObject, JsonObject } from '../../../src/json';

/** A JSON-RPC message that a client sent, parsed once. */
export type ClientMessage =
  | ClientRequest
  | { readonly is: 'notification'; readonly method: string; readonly params: JsonObject; readonly bytes: Buffer }
  /** The response to a request that a server sent. */
  | { readonly is: 'response'; readonly id: string | number; readonly bytes: Buffer };

export interface ClientRequest {
  readonly is: 'request';
  readonly method: string;
  readonly params: JsonObject;
  /** The id as it was sent. */
  readonly id: Buffer;
  /** The whole message as it was sent. */
  readonly bytes: Buffer;
}

/** @throws RpcError for what is not a JSON-RPC message */
export function readMessage(bytes: Buffer): ClientMessage {
  const message = parse(bytes);
  if (Array.isArray(message)) throw invalidRequest('Invalid Request: batches are not supported');
  if (!isObject(message) || message.jsonrpc !== '2.0') throw invalidRequest('Invalid Request: not a JSON-RPC 2.0 message');
  const { id, method } = message;
  if (id !== undefined && typeof id !== 'string' && typeof id !== 'number') throw invalidRequest('Invalid Request: the id is neither a string nor a number');
  if (method === undefined && id !== undefined && ('result' in message || 'error' in message)) return { is: 'response', id, bytes };
  if (typeof method !== 'string') throw invalidRequest('Invalid Request: there is no method');
  const params = message.params ?? {};
  if (!isObject(params)) throw new RpcError(CODES.invalidParams, 'Invalid params: `params` is not an object', 200);
  return id === undefined ? { is: 'notification', method, params, bytes } : { is: 'request', method, params, id: bytesAt(bytes, 'id')!, bytes };
}

/** The id of a message that cannot be read further, as far as it has one. */
export function idIn(bytes: Buffer): Buffer | undefined {
  try {
    const message = JSON.parse(bytes.toString()) as unknown;
    const id = isObject(message) ? message.id : undefined;
    return typeof id === 'string' || typeof id === 'number' ? bytesAt(bytes, 'id') : undefined;
  } catch {
    return undefined;
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new RpcError(CODES.parseError, 'Parse error', 400);
  }
}
