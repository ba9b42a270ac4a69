/** JSON-RPC errors of a gateway, in the words of the service where they are known. */
export class RpcError extends Error {
  public readonly name = 'RpcError';

  public constructor(
    public readonly code: number,
    message: string,
    /** HTTP status; JSON-RPC errors about what is in the message have 200. */
    public readonly status: number = 200,
    public readonly data?: unknown,
  ) {
    super(message);
  }
}

export const CODES = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedVersion: -32022,
  session: -32001,
} as const;

export function invalidRequest(message: string, status = 400): RpcError {
  return new RpcError(CODES.invalidRequest, message, status);
}

export function invalidParams(message: string): RpcError {
  return new RpcError(CODES.invalidParams, message);
}

export function headerMismatch(message: string): RpcError {
  return new RpcError(CODES.headerMismatch, message, 400);
}

export function unknownTool(name: string): RpcError {
  return invalidParams(`Unknown tool: ${name}`);
}

const NO_ID = Buffer.from('null');

/** A JSON-RPC response with an error; `id` as it was sent. */
export function errorResponse({ code, message, data }: RpcError, id: Buffer = NO_ID): Buffer {
  const error = JSON.stringify({ code, message, ...data === undefined ? {} : { data } });
  return Buffer.concat([Buffer.from('{"jsonrpc":"2.0","id":'), id, Buffer.from(`,"error":${error}}`)]);
}

/** A JSON-RPC response with a result. */
export function resultResponse(result: Buffer | string, id: Buffer): Buffer {
  return Buffer.concat([Buffer.from('{"jsonrpc":"2.0","id":'), id, Buffer.from(',"result":'), Buffer.from(result), Buffer.from('}')]);
}
