// An MCP client that costs next to nothing: the same bytes for every candidate, over connections that stay open.
import { Agent, request } from 'node:http';

const HEADERS = { 'content-type': 'application/json', 'accept': 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' };

export class Caller {
  #agent = new Agent({ keepAlive: true });
  #url;
  /** The tool as the candidate names it. */
  tool;

  constructor(url) {
    this.#url = new URL(url);
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
    this.#agent.destroy();
  }

  #post(message) {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, ...message });
    return new Promise((resolve, reject) => {
      const sent = request({
        host: this.#url.hostname, port: this.#url.port, path: this.#url.pathname, method: 'POST', agent: this.#agent, headers: { ...HEADERS, 'content-length': Buffer.byteLength(body) },
      }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk)).on('error', reject).on('end', () => resolve(Buffer.concat(chunks).toString()));
      });
      sent.on('error', reject).end(body);
    });
  }
}
