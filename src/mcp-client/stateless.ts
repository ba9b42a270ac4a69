import { protocolError } from './failure';
import { JsonObject } from '../json';
import { JsonRpc } from './json-rpc';
import { ClientInfo, Session } from './session';
import { Headers } from './transport';
import { STATELESS_MCP_VERSION } from '../service/mcp-versions';

/** The parameter that is copied to the `Mcp-Name` header, by method. */
const NAMED_BY: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' };

/**
 * Requests of version 2026-07-28, which are independent of each other.
 *
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#request-metadata
 */
export class StatelessSession implements Session {
  public readonly version = STATELESS_MCP_VERSION;

  constructor(private readonly rpc: JsonRpc, private readonly clientInfo: ClientInfo) {}

  public async request(method: string, params: JsonObject = {}): Promise<JsonObject> {
    const result = await this.rpc.request(method, { ...params, _meta: this.meta(params._meta) }, this.headersFor(method, params));
    const { resultType = 'complete' } = result;
    // Servers return other types only to clients that declare capabilities.
    if (resultType !== 'complete') throw protocolError(method, `the resultType is ${JSON.stringify(resultType)} instead of "complete"`);
    return result;
  }

  /** Servers compare these headers with the body. */
  public headersFor(method: string, params: JsonObject = {}): Headers {
    const name = params[NAMED_BY[method]];
    return {
      'MCP-Protocol-Version': this.version,
      'Mcp-Method': method,
      ...typeof name === 'string' ? { 'Mcp-Name': headerValue(name) } : {},
    };
  }

  public async close(): Promise<void> {}

  private meta(given: unknown): JsonObject {
    return {
      ...given as JsonObject | undefined,
      'io.modelcontextprotocol/protocolVersion': this.version,
      'io.modelcontextprotocol/clientInfo': this.clientInfo,
      'io.modelcontextprotocol/clientCapabilities': {},
    };
  }
}

/** Encodes a value in base64 if it is not valid in a header, or if it looks encoded. */
function headerValue(text: string): string {
  const plain = /^[\t\x20-\x7e]*$/.test(text) && text === text.trim() && !/^=\?base64\?.*\?=$/.test(text);
  return plain ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
}
