import { request } from 'http';

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Any HTTP request, with nothing added to it. */
export async function raw(url: string, body: string | Buffer | undefined, headers: Record<string, string> = {}, method = 'POST'): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: body === undefined ? headers : { 'content-length': String(Buffer.byteLength(body)), ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const HEADERS = { 'content-type': 'application/json', 'accept': 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' };

export interface RpcResponse {
  readonly id?: unknown;
  readonly result?: {
    readonly tools?: readonly { readonly name: string }[];
    readonly nextCursor?: string;
    readonly content?: readonly { readonly text: string }[];
    readonly isError?: boolean;
  };
  readonly error?: { readonly code: number; readonly message: string };
}

/** A JSON-RPC request in the version 2025-11-25. */
export async function rpc(url: string, method: string, params: object = {}, headers: Record<string, string> = {}): Promise<RpcResponse> {
  const { text } = await raw(url, JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), { ...HEADERS, ...headers });
  return JSON.parse(text) as RpcResponse;
}

export async function callTool(url: string, name: string, args: object = {}, headers: Record<string, string> = {}): Promise<RpcResponse> {
  return rpc(url, 'tools/call', { name, arguments: args }, headers);
}

export async function toolNames(url: string, headers: Record<string, string> = {}): Promise<string[]> {
  const { result } = await rpc(url, 'tools/list', {}, headers);
  return result!.tools!.map(({ name }) => name);
}

export function textIn({ result, error }: RpcResponse): string {
  return result?.content?.[0]?.text ?? `error ${error?.code}: ${error?.message}`;
}
