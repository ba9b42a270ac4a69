import { ListedItem, Target, TargetError, TargetResponse } from './target';

/** A target that cannot run on this machine: it is listed, and every call says what is missing. */
export class NotHere implements Target {
  public constructor(private readonly name: string, private readonly reason: string, private readonly isApi = false) {}

  public async list(): Promise<readonly ListedItem[]> {
    throw new TargetError(this.advice);
  }

  public async call(): Promise<TargetResponse> {
    const text = `This tool does not run locally: ${this.advice}`;
    return { is: 'result', result: Buffer.from(JSON.stringify({ content: [{ type: 'text', text }], isError: true })) };
  }

  public async stop(): Promise<void> {}

  private get advice(): string {
    return `${this.reason}; ${insteadOf(this.name, this.isApi)}`;
  }
}

/** How the user can name something to call instead of a target. */
export function insteadOf(name: string, isApi = false): string {
  const server = `name an MCP server to call instead: --target ${name}=<url or command>`;
  return isApi ? `name the URL of an API to call: --api ${name}=<url>; or ${server}` : server;
}
