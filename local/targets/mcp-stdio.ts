import { ChildProcess, spawn } from 'child_process';
import { CLIENT_INFO, excerptOf } from './mcp/messages';
import { ListedItem, ListKind, MethodNotFound, Target, TargetCall, TargetContext, TargetError, TargetResponse } from './target';
import { isObject, JsonObject, parseJson } from '../../src/json';
import { HANDSHAKE_MCP_VERSIONS } from '../../src/service/mcp-versions';
import { bytesAt, elementsOf, insertMember, spanAt, splice } from '../gateway/mcp/bytes';
import { withResultType } from '../gateway/mcp/result-type';

const MEMBERS: Readonly<Record<ListKind, readonly [method: string, member: string]>> = {
  tools: ['tools/list', 'tools'], prompts: ['prompts/list', 'prompts'], resources: ['resources/list', 'resources'], resourceTemplates: ['resources/templates/list', 'resourceTemplates'],
};

/** An MCP server that reads and writes one message a line. It is started by the first request, and again when it has ended. */
export class McpStdioTarget implements Target {
  private connection?: Promise<Connection>;

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
    return { is: 'message', body: stateless ? withResultType(body) : body };
  }

  public async stop(): Promise<void> {
    const connection = await this.connection?.catch(() => undefined);
    connection?.end();
  }

  private async connect(): Promise<Connection> {
    const existing = await this.connection?.catch(() => undefined);
    if (existing && !existing.hasEnded) return existing;
    this.connection = Connection.open(this.command);
    return this.connection;
  }
}

class Connection {
  public static async open(command: string): Promise<Connection> {
    const connection = new Connection(spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' }));
    const params = { protocolVersion: HANDSHAKE_MCP_VERSIONS[0], capabilities: {}, clientInfo: CLIENT_INFO };
    await connection.ask(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params })), AbortSignal.timeout(30_000));
    connection.tell(Buffer.from('{"jsonrpc":"2.0","method":"notifications/initialized"}'));
    return connection;
  }

  public hasEnded = false;
  private readonly waiting = new Map<number, { readonly resolve: (message: Buffer) => void; readonly reject: (error: Error) => void }>();
  private lastId = 0;
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    let rest = Buffer.alloc(0);
    child.stdout!.on('data', (chunk: Buffer) => {
      const lines = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = lines.indexOf(0x0a); end >= 0; end = lines.indexOf(0x0a, start)) {
        this.take(lines.subarray(start, end));
        start = end + 1;
      }
      rest = Buffer.from(lines.subarray(start));
    });
    child.stderr!.on('data', (chunk: Buffer) => { this.output = (this.output + chunk.toString()).slice(-500); });
    child.on('error', (error) => this.close(error.message));
    child.on('close', (code) => this.close(`the server process exited with code ${code}: ${this.output.trim()}`));
    child.stdin!.on('error', () => {});
  }

  /** Sends a request under an id of its own, because several clients share the server. */
  public async ask(message: Buffer, signal: AbortSignal): Promise<Buffer> {
    if (this.hasEnded) throw new TargetError('the server process has ended');
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      signal.addEventListener('abort', () => {
        this.waiting.delete(id);
        reject(new TargetError('no response in time'));
      }, { once: true });
      const own = spanAt(message, 'id');
      this.tell(splice(message, own ? { ...own, bytes: String(id) } : insertMember(message, spanAt(message)!, 'id', String(id))));
    });
  }

  public tell(message: Buffer): void {
    // A message is one line; JSON has no line breaks inside of strings.
    this.child.stdin!.write(`${message.toString().replace(/[\r\n]+/g, ' ')}\n`);
  }

  public end(): void {
    try {
      if (process.platform === 'win32') this.child.kill();
      else process.kill(-this.child.pid!, 'SIGTERM');
    } catch {
      // It has ended already.
    }
  }

  private take(line: Buffer): void {
    const value = parseJson(line.toString());
    if (!isObject(value)) return;
    if (typeof value.method === 'string') {
      const id = bytesAt(line, 'id');
      if (id) this.tell(Buffer.from(`{"jsonrpc":"2.0","id":${id.toString()},"error":{"code":-32601,"message":"Method not found"}}`));
      return;
    }
    const waiting = this.waiting.get(Number(value.id));
    this.waiting.delete(Number(value.id));
    waiting?.resolve(Buffer.from(line));
  }

  private close(reason: string): void {
    this.hasEnded = true;
    for (const { reject } of this.waiting.values()) reject(new TargetError(reason));
    this.waiting.clear();
  }
}
