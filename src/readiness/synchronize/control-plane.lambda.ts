import type { GatewayPlace } from './properties.lambda';
import { AGENTCORE } from '../../service/agentcore';
import type { Environment } from '../check/environment.lambda';
import { sendSigned } from '../check/signed-request.lambda';

/** A target as the service describes it. */
export interface TargetState {
  readonly status: string;
  readonly reasons: readonly string[];
  readonly lastSynchronizedAt?: string;
}

/** The service rejected a request. */
export class Rejection extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }

  /** Another operation on the target is in progress, requests are throttled, or the service has an internal error. */
  public get isTemporary(): boolean {
    return this.status === 409 || this.status === 429 || this.status >= 500;
  }
}

/** The control plane API of one gateway. */
export class ControlPlane {
  constructor(private readonly gateway: GatewayPlace, private readonly urlSuffix: string, private readonly environment: Environment) {}

  /** Starts reading the tools of a target again. The service accepts one target for each request. */
  public async synchronize(targetId: string): Promise<void> {
    await this.send('PUT', 'synchronizeTargets', { targetIdList: [targetId] });
  }

  public async describe(targetId: string): Promise<TargetState> {
    const { status, statusReasons, lastSynchronizedAt } = JSON.parse(await this.send('GET', `targets/${encodeURIComponent(targetId)}/`));
    return { status, reasons: statusReasons ?? [], lastSynchronizedAt: lastSynchronizedAt === undefined ? undefined : String(lastSynchronizedAt) };
  }

  /** The IDs of all targets of the gateway, by their names. */
  public async targetIds(): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    let token: string | undefined;
    do {
      const { items, nextToken } = JSON.parse(await this.send('GET', `targets/?maxResults=1000${token === undefined ? '' : `&nextToken=${encodeURIComponent(token)}`}`));
      for (const { name, targetId } of items) ids.set(name, targetId);
      token = nextToken;
    } while (token !== undefined);
    return ids;
  }

  private async send(method: 'GET' | 'PUT', path: string, body?: object): Promise<string> {
    const { gatewayId, region } = this.gateway;
    const { status, text } = await sendSigned({
      method,
      url: new URL(`https://bedrock-agentcore-control.${region}.${this.urlSuffix}/gateways/${encodeURIComponent(gatewayId)}/${path}`),
      ...body ? { contentType: 'application/json', body: JSON.stringify(body) } : {},
      region,
      service: AGENTCORE,
    }, this.environment);
    if (status >= 300) throw new Rejection(status, messageIn(text) ?? `HTTP ${status}`);
    return text;
  }
}

function messageIn(text: string): string | undefined {
  try {
    const { message, Message } = JSON.parse(text);
    return message ?? Message;
  } catch {
    return undefined;
  }
}
