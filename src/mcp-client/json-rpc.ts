import { JsonObject } from '../json';
import { readResult } from './response';
import { Headers, Transport } from './transport';

const CONTENT: Headers = { 'Content-Type': 'application/json', 'Accept': 'application/json, text/event-stream' };

interface Listener {
  /** Called with the response before its body is read. */
  readonly onResponse?: (response: Response) => void;
  /** Called with each request that the server sends before its response. */
  readonly onRequest?: (request: JsonObject) => Promise<void>;
}

/** Sends JSON-RPC messages, each in its own HTTP request. */
export class JsonRpc {
  private lastId = 0;

  constructor(private readonly transport: Transport) {}

  /**
   * Sends a request.
   *
   * @returns the result
   * @throws McpError when the request fails
   */
  public async request(method: string, params: JsonObject, headers: Headers, { onResponse, onRequest }: Listener = {}): Promise<JsonObject> {
    const id = ++this.lastId;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    return this.transport.send({ rpcMethod: method, method: 'POST', headers: { ...CONTENT, ...headers }, body }, async (response) => {
      onResponse?.(response);
      return readResult(response, { id, method }, onRequest ?? (async () => {}));
    });
  }

  /** Sends a notification or a response, and ignores the body of the HTTP response. */
  public async sendMessage(method: string, message: JsonObject, headers: Headers): Promise<void> {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    await this.transport.send({ rpcMethod: method, method: 'POST', headers: { ...CONTENT, ...headers }, body }, async (response) => response.body?.cancel());
  }

  /** Ends the session that the headers name. */
  public async delete(headers: Headers, limitMs: number): Promise<void> {
    await this.transport.send({ rpcMethod: 'DELETE', method: 'DELETE', headers, limitMs }, async (response) => response.body?.cancel());
  }
}
