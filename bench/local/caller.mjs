// An MCP client that costs next to nothing: the same bytes for every candidate, over connections that stay open.
import { Pool } from 'undici';

const HEADERS = { 'content-type': 'application/json', 'accept': 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' };

export class Caller {
  #url;
  #pool;
  /** The tool as the candidate names it. */
  tool;

  constructor(url) {
    this.#url = new URL(url);
    this.#pool = new Pool(this.#url.origin, { keepAliveTimeout: 60_000 });
  }

  get port() {
    return this.#url.port;
  }

  async call() {
    const text = await this.#post({ method: 'tools/call', params: { name: this.tool, arguments: { id: 'a-1' } } });
    if (!text.includes('xxxxxxxx')) throw new Error(text.slice(0, 300));
  }

  /** The first page. Sets the tool, if the candidate is one to call. */
  async list() {
    const text = await this.#post({ method: 'tools/list', params: {} });
    this.tool = /"name":\s*"([^"]*tool_0)"/.exec(text)?.[1];
    if (!/"name":\s*"/.test(text)) throw new Error(text.slice(0, 300));
  }

  close() {
    void this.#pool.destroy();
  }

  async #post(message) {
    const { body } = await this.#pool.request({ path: this.#url.pathname, method: 'POST', headers: HEADERS, body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }) });
    return body.text();
  }
}
