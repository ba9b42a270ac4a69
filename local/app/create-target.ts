import type { FunctionSnapshot, GatewaySnapshot, TargetSnapshot } from '../snapshot/snapshot';
import { gatewayTarget } from '../targets/gateway';
import { InvokableFunction, LambdaTarget } from '../targets/lambda';
import { McpHttpTarget } from '../targets/mcp-http';
import { McpStdioTarget } from '../targets/mcp-stdio';
import { NotHere } from '../targets/not-here';
import { StaticTools } from '../targets/static-tools';
import type { Target } from '../targets/target';

/** What targets need of what else runs. */
export interface Surroundings {
  readonly urlOfGateway: (address: string) => string;
  /** The URL of the process that serves a runtime of the app. */
  readonly urlOfServer: (address: string) => string;
  /** A Lambda function of the app. */
  readonly functionOf: (description: FunctionSnapshot) => InvokableFunction;
}

/** What a target of a gateway calls. */
export function createTarget(snapshot: TargetSnapshot, gateway: GatewaySnapshot, surroundings: Surroundings): Target {
  const target = called(snapshot, gateway, surroundings);
  return snapshot.tools ? new StaticTools(snapshot.tools, target) : target;
}

function called({ asRole, id, name, runs, tools = [] }: TargetSnapshot, gateway: GatewaySnapshot, { functionOf, urlOfGateway, urlOfServer }: Surroundings): Target {
  switch (runs.kind) {
    case 'gateway': return gatewayTarget(() => urlOfGateway(runs.gateway), asRole ? gateway.role : undefined);
    case 'url': return new McpHttpTarget(() => runs.url);
    case 'server': return new McpHttpTarget(() => urlOfServer(runs.server));
    case 'function': {
      const structured = new Set(tools.filter(({ outputSchema }) => outputSchema).map((tool) => tool.name));
      return new LambdaTarget(functionOf(runs.function), { targetName: name, gatewayId: gateway.id, targetId: id, structured });
    }
    case 'openApi': return new NotHere(name, 'REST APIs are not called locally yet');
    case 'stdio': return new McpStdioTarget(runs.command);
    case 'nowhere': return new NotHere(name, runs.reason);
  }
}
