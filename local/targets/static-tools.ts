import { ClientSession, ListedItem, ListKind, MethodNotFound, Target, TargetCall, TargetContext, TargetResponse } from './target';
import type { JsonObject } from '../../src/json';
import { asMcpTool } from '../../src/schema/mcp-tools';
import type { Tool } from '../../src/schema/tool';

/** A target whose tools are those of the template, whatever it would say itself. */
export class StaticTools implements Target {
  private readonly items: readonly ListedItem[];

  public constructor(tools: readonly Tool[], private readonly target: Omit<Target, 'list'> & Partial<Pick<Target, 'list'>>) {
    this.items = tools.map((tool) => {
      const bytes = Buffer.from(JSON.stringify({ inputSchema: { type: 'object' }, ...asMcpTool(tool) }));
      return { bytes, value: JSON.parse(bytes.toString()) as JsonObject };
    });
  }

  public async list(kind: ListKind, context: TargetContext): Promise<readonly ListedItem[]> {
    if (kind === 'tools') return this.items;
    if (this.target.list) return this.target.list(kind, context);
    throw new MethodNotFound(kind);
  }

  public async call(call: TargetCall): Promise<TargetResponse> {
    return this.target.call(call);
  }

  public async respond(session: ClientSession, message: Buffer): Promise<void> {
    await this.target.respond?.(session, message);
  }

  public async endSession(session: ClientSession): Promise<void> {
    await this.target.endSession?.(session);
  }

  public async stop(): Promise<void> {
    await this.target.stop();
  }
}
