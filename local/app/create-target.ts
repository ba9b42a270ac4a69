import { gatewayTarget } from '../targets/gateway';
import { McpHttpTarget } from '../targets/mcp-http';
import { NotHere } from '../targets/not-here';
import { StaticTools } from '../targets/static-tools';
import type { Target } from '../targets/target';
import type { GatewaySnapshot, TargetSnapshot } from '../snapshot/snapshot';

/** What targets need of what else runs. */
export interface Surroundings {
  readonly urlOfGateway: (address: string) => string;
  /** The URL of the process that serves a runtime of the app. */
  readonly urlOfServer: (address: string) => string;
}

/** What a target of a gateway calls. */
export function createTarget(snapshot: TargetSnapshot, gateway: GatewaySnapshot, surroundings: Surroundings): Target {
  const target = called(snapshot, gateway, surroundings);
  return snapshot.tools ? new StaticTools(snapshot.tools, target) : target;
}

function called({ name, runs, asRole }: TargetSnapshot, { role }: GatewaySnapshot, { urlOfGateway, urlOfServer }: Surroundings): Target {
  switch (runs.kind) {
    case 'gateway': return gatewayTarget(() => urlOfGateway(runs.gateway), asRole ? role : undefined);
    case 'url': return new McpHttpTarget(() => runs.url);
    case 'server': return new McpHttpTarget(() => urlOfServer(runs.server));
    default: return new NotHere(name, runs.kind === 'nowhere' ? runs.reason : 'not yet');
  }
}
