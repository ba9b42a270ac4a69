import { ListedItem, Target, TargetError, TargetResponse } from './target';

/** A target that cannot run on this machine: it is listed, and every call says what is missing. */
export class NotHere implements Target {
  public constructor(private readonly name: string, private readonly reason: string) {}

  public async list(): Promise<readonly ListedItem[]> {
    throw new TargetError(this.advice);
  }

  public async call(): Promise<TargetResponse> {
    const text = `This tool does not run locally: ${this.advice}`;
    return { is: 'result', result: Buffer.from(JSON.stringify({ content: [{ type: 'text', text }], isError: true })) };
  }

  public async stop(): Promise<void> {}

  private get advice(): string {
    return `${this.reason}; name an MCP server to call instead: --target ${this.name}=<url or command>`;
  }
}
