import { checkResponse, excerptOf } from './mcp/messages';
import { StdioConnection } from './mcp/stdio-connection';
import { ListedItem, ListKind, MethodNotFound, Target, TargetCall, TargetContext, TargetError, TargetResponse } from './target';
import { isObject, JsonObject, parseJson } from '../../src/json';
import { elementsOf, spanAt, splice } from '../gateway/mcp/bytes';
import { withResultType } from '../gateway/mcp/result-type';

const MEMBERS: Readonly<Record<ListKind, readonly [method: string, member: string]>> = {
  tools: ['tools/list', 'tools'], prompts: ['prompts/list', 'prompts'], resources: ['resources/list', 'resources'], resourceTemplates: ['resources/templates/list', 'resourceTemplates'],
};

/** An MCP server that reads and writes one message a line. It is started by the first request, and again when it has ended. */
export class McpStdioTarget implements Target {
  private connection?: Promise<StdioConnection>;

  /** @param command as typed in a shell */
  public constructor(private readonly command: string) {}

  public async list(kind: ListKind, { signal }: TargetContext): Promise<readonly ListedItem[]> {
    const [method, member] = MEMBERS[kind];
    const items: ListedItem[] = [];
    for (let cursor: unknown; ;) {
      const params = cursor === undefined ? {} : { cursor };
      const response = await (await this.connect()).ask(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 0, method, params })), signal);
      const value = parseJson(response.toString());
      if (isObject(value) && isObject(value.error)) throw value.error.code === -32601 ? new MethodNotFound(method) : new TargetError(`${method}: ${String(value.error.message)}`);
      const array = spanAt(response, 'result', member);
      if (!array || response[array.start] !== 0x5b) throw new TargetError(`${method} returned no list: ${excerptOf(response)}`);
      for (const { start, end } of elementsOf(response, array)) {
        const bytes = response.subarray(start, end);
        const item = parseJson(bytes.toString());
        if (isObject(item)) items.push({ value: item, bytes });
      }
      const next = (value as { result: JsonObject }).result.nextCursor;
      if (typeof next !== 'string' || next === '' || next === cursor) return items;
      cursor = next;
    }
  }

  public async call({ id, message, signal, stateless }: TargetCall): Promise<TargetResponse> {
    const response = await (await this.connect()).ask(message, signal);
    const body = splice(response, { ...spanAt(response, 'id')!, bytes: id });
    checkResponse(body, id);
    return { is: 'message', body: stateless ? withResultType(body) : body };
  }

  public async stop(): Promise<void> {
    const connection = await this.connection?.catch(() => undefined);
    await connection?.end();
  }

  private async connect(): Promise<StdioConnection> {
    if (this.connection) return this.connection;
    const forget = () => { if (this.connection === opened) this.connection = undefined; };
    const opened = StdioConnection.open(this.command, forget);
    this.connection = opened;
    opened.catch(forget);
    return opened;
  }
}
