import { JsonObject } from '../json';
import { readResult } from './response';
import { Headers, Transport } from './transport';

const CONTENT: Headers = { 'Content-Type': 'application/json', 'Accept': 'application/json, text/event-stream' };

export interface Listener {
  /** Sees the response of the request before its body is read. */
  readonly onResponse?: (response: Response) => void;
  /** Takes a request that the server sends before it responds. */
  readonly onRequest?: (request: JsonObject) => Promise<void>;
}

/** JSON-RPC messages, each in an HTTP request of its own. */
export class JsonRpc {
  private lastId = 0;

  constructor(private readonly transport: Transport) {}

  /**
   * Sends a request.
   *
   * @returns the result
   * @throws McpError when there is none
   */
  public async request(method: string, params: JsonObject, headers: Headers, { onResponse, onRequest }: Listener = {}): Promise<JsonObject> {
    const id = ++this.lastId;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    return this.transport.send({ rpcMethod: method, method: 'POST', headers: { ...CONTENT, ...headers }, body }, async (response) => {
      onResponse?.(response);
      return readResult(response, { id, method }, onRequest ?? (async () => {}));
    });
  }

  /** Sends a message that has no response of its own, and ignores what the server says to it. */
  public async tell(method: string, message: JsonObject, headers: Headers): Promise<void> {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    await this.transport.send({ rpcMethod: method, method: 'POST', headers: { ...CONTENT, ...headers }, body }, async (response) => response.body?.cancel());
  }

  /** Ends what the server keeps for these headers. */
  public async delete(headers: Headers, limitMs: number): Promise<void> {
    await this.transport.send({ rpcMethod: 'DELETE', method: 'DELETE', headers, limitMs }, async (response) => response.body?.cancel());
  }
}
