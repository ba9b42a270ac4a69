import type { Catalogue } from './catalogue';
import type { GatewayTarget } from './gateway-target';
import type { Hop } from './hop';
import type { Exchange } from './http/exchange';
import type { ClientRequest } from './mcp/request';
import type { Version } from './mcp/versions';
import type { GatewaySession, Sessions } from './sessions';
import type { NamedPrincipal } from '../access/principals';
import type { PolicyGate } from '../policy/gate';
import type { GatewaySnapshot } from '../snapshot/snapshot';
import type { CallEvent } from '../trace/call-event';

/** A gateway that runs: what its requests share. */
export interface RunningGateway {
  readonly snapshot: GatewaySnapshot;
  readonly targets: readonly GatewayTarget[];
  readonly catalogue: Catalogue;
  readonly gate?: PolicyGate;
  readonly sessions?: Sessions;
  /** Which target a task belongs to. */
  readonly tasks: Map<string, GatewayTarget>;
  readonly trace: (event: CallEvent) => void;
}

/** One request of a client. */
export interface RequestContext {
  readonly gateway: RunningGateway;
  readonly request: ClientRequest;
  readonly version: Version;
  readonly principal: NamedPrincipal;
  readonly session?: GatewaySession;
  readonly hop: Hop;
  readonly exchange: Exchange;
}
