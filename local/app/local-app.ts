import { createTarget, Surroundings } from './create-target';
import { LocalGateway } from '../gateway/gateway';
import type { GatewayTarget } from '../gateway/gateway-target';
import { Callers } from '../gateway/steps/authenticate';
import type { GatewaySnapshot, NamedPrincipal, Snapshot } from '../snapshot/snapshot';
import type { CallEvent } from '../trace/call-event';

export interface LocalAppOptions extends Omit<Surroundings, 'urlOfGateway'> {
  /** Who calls a gateway without saying who it is. */
  readonly usualCaller: (gateway: GatewaySnapshot) => NamedPrincipal;
  /** @throws Error for a text that names nobody */
  readonly readPrincipal: (text: string) => NamedPrincipal;
  readonly trace?: (event: CallEvent) => void;
  readonly onListFailure?: (gateway: GatewaySnapshot, target: GatewayTarget, failure: string | undefined) => void;
  readonly callLimitMs?: number;
}

/** All gateways of an app, running. */
export class LocalApp {
  public static async start(snapshot: Snapshot, options: LocalAppOptions): Promise<LocalApp> {
    const app = new LocalApp();
    const urlOfGateway = (address: string) => app.urlOf(address);
    try {
      // Inner gateways first: outer ones ask them for their tools.
      for (const gateway of [...snapshot.gateways].reverse()) {
        const callers: Callers = { usual: options.usualCaller(gateway), read: options.readPrincipal };
        const targets = gateway.targets.map((target) => ({ snapshot: target, target: createTarget(target, gateway, { ...options, urlOfGateway }) }));
        app.gateways.set(gateway.address, await LocalGateway.start(gateway, targets, {
          callers,
          ...options.trace ? { trace: options.trace } : {},
          ...options.callLimitMs === undefined ? {} : { callLimitMs: options.callLimitMs },
          onListFailure: (target, failure) => options.onListFailure?.(gateway, target, failure),
        }));
      }
      return app;
    } catch (error) {
      await app.stop();
      throw error;
    }
  }

  private readonly gateways = new Map<string, LocalGateway>();

  private constructor() {}

  /** The URL of a gateway by its address. */
  public urlOf(address: string): string {
    const gateway = this.gateways.get(address);
    if (!gateway) throw new Error(`the gateway ${address} does not run`);
    return gateway.url;
  }

  public get urls(): ReadonlyMap<string, string> {
    return new Map([...this.gateways].map(([address, { url }]) => [address, url]));
  }

  public async stop(): Promise<void> {
    await Promise.all([...this.gateways.values()].map(async (gateway) => gateway.stop()));
  }
}
