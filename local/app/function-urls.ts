import { FunctionUrlServer, StreamingFunction } from '../function-url/server';
import type { FunctionSnapshot, FunctionUrlSnapshot } from '../snapshot/snapshot';

export interface FunctionUrlsOptions {
  readonly functionOf: (description: FunctionSnapshot) => StreamingFunction;
  /** Told why a request failed, with the construct path of the function. */
  readonly log: (path: string, line: string) => void;
}

/** The function URLs of the app whose functions run on this machine. */
export class FunctionUrls {
  public static async start(snapshots: readonly FunctionUrlSnapshot[], { functionOf, log }: FunctionUrlsOptions): Promise<FunctionUrls> {
    return new FunctionUrls(new Map(await Promise.all(snapshots.map(async ({ address, function: description, id }) => {
      const { account: accountId, path, region } = description;
      return [address, await FunctionUrlServer.start(functionOf(description), { urlId: id, accountId, region }, (line) => log(path, line))] as const;
    }))));
  }

  private constructor(private readonly servers: ReadonlyMap<string, FunctionUrlServer>) {}

  /** Undefined for another address. */
  public urlOf(address: string): string | undefined {
    return this.servers.get(address)?.url;
  }

  public stop(): void {
    for (const server of this.servers.values()) server.stop();
  }
}
