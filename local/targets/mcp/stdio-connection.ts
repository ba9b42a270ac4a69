import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { CLIENT_INFO } from './messages';
import { isObject, parseJson } from '../../../src/json';
import { HANDSHAKE_MCP_VERSIONS } from '../../../src/service/mcp-versions';
import { bytesAt, insertMember, spanAt, splice } from '../../gateway/mcp/bytes';
import { signalTree } from '../../processes/end-tree';
import { forget, watch } from '../../processes/watchdog';
import { MAX_RESPONSE_BYTES, tooLarge } from '../http/response';
import { TargetError } from '../target';

const LF = 0x0a;
const START_LIMIT_MS = 30_000;
/** How long the process may take to end by itself. */
const PATIENCE_MS = 3_000;
/** What it said last tells why it ended. */
const LAST_CHARACTERS = 500;

interface Waiting {
  readonly resolve: (message: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/** A process of an MCP server that reads and writes one message a line, after the handshake. */
export class StdioConnection {
  /** @throws TargetError when the process ends before the handshake is complete, or takes too long */
  public static async open(command: string, onEnd: () => void): Promise<StdioConnection> {
    const connection = new StdioConnection(spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' }), onEnd);
    const params = { protocolVersion: HANDSHAKE_MCP_VERSIONS[0], capabilities: {}, clientInfo: CLIENT_INFO };
    try {
      await connection.ask(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params })), AbortSignal.timeout(START_LIMIT_MS));
    } catch (error) {
      void connection.end();
      throw error;
    }
    connection.tell(Buffer.from('{"jsonrpc":"2.0","method":"notifications/initialized"}'));
    return connection;
  }

  private hasEnded = false;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private output = '';
  /** The line that has no end yet; undefined when it is too long to be kept. */
  private rest: Buffer[] | undefined = [];
  private restLength = 0;

  private constructor(private readonly child: ChildProcess, private readonly onEnd: () => void) {
    child.stdout!.on('data', (chunk: Buffer) => this.read(chunk));
    child.stderr!.on('data', (chunk: Buffer) => { this.output = (this.output + chunk.toString()).slice(-LAST_CHARACTERS); });
    child.on('error', (error) => this.close(error.message));
    child.on('close', (code) => this.close(`the server process exited with code ${code}: ${this.output.trim()}`));
    child.stdin!.on('error', () => {});
    if (child.pid !== undefined) watch(child.pid);
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

  public async end(): Promise<void> {
    const { pid } = this.child;
    if (this.hasEnded || pid === undefined) return;
    signalTree(pid, 'SIGTERM');
    const impatience = setTimeout(() => signalTree(pid, 'SIGKILL'), PATIENCE_MS);
    await once(this.child, 'close');
    clearTimeout(impatience);
  }

  private tell(message: Buffer): void {
    // A message is one line; JSON has no line breaks inside of strings.
    this.child.stdin!.write(`${message.toString().replace(/[\r\n]+/g, ' ')}\n`);
  }

  private read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.keep(chunk.subarray(start, end));
      if (this.rest) this.take(Buffer.concat(this.rest));
      this.rest = [];
      this.restLength = 0;
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  private keep(part: Buffer): void {
    this.restLength += part.length;
    if (this.restLength <= MAX_RESPONSE_BYTES) return void this.rest?.push(part);
    // Whose response it is will not be known.
    if (this.rest) this.rejectAll(tooLarge());
    this.rest = undefined;
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
    waiting?.resolve(line);
  }

  private close(reason: string): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    if (this.child.pid !== undefined) forget(this.child.pid);
    this.rejectAll(new TargetError(reason));
    this.onEnd();
  }

  private rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
