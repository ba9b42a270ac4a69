import type { FunctionSnapshot, GatewaySnapshot, HttpApiSnapshot, RestApiSnapshot, RestRouteSnapshot, TargetSnapshot } from '../snapshot/snapshot';
import { gatewayTarget } from '../targets/gateway';
import { HttpApiTarget } from '../targets/http-api';
import { InvokableFunction, LambdaTarget } from '../targets/lambda';
import { McpHttpTarget } from '../targets/mcp-http';
import { McpStdioTarget } from '../targets/mcp-stdio';
import { NotHere } from '../targets/not-here';
import { RestApiTarget, RestRoute } from '../targets/rest-api';
import { StaticTools } from '../targets/static-tools';
import type { Target } from '../targets/target';

/** What targets need of what else runs. */
export interface Surroundings {
  readonly urlOfGateway: (address: string) => string;
  /** The URL at which a runtime or a function URL of the app is served here. */
  readonly urlOfServer: (address: string) => string;
  /** A Lambda function of the app. */
  readonly functionOf: (description: FunctionSnapshot) => InvokableFunction;
  /** @throws Error that says how to give the key of a provider that is missing */
  readonly apiKeyOf: (providerPath: string) => string;
}

/** What a target of a gateway calls. */
export function createTarget(snapshot: TargetSnapshot, gateway: GatewaySnapshot, surroundings: Surroundings): Target {
  const target = called(snapshot, gateway, surroundings);
  return snapshot.tools ? new StaticTools(snapshot.tools, target) : target;
}

function called({ asRole, id, name, runs, tools = [] }: TargetSnapshot, gateway: GatewaySnapshot, surroundings: Surroundings): Target {
  const { apiKeyOf, functionOf, urlOfGateway, urlOfServer } = surroundings;
  switch (runs.kind) {
    case 'gateway': return gatewayTarget(() => urlOfGateway(runs.gateway), asRole ? gateway.role : undefined);
    case 'url': return new McpHttpTarget(() => runs.url);
    case 'server': return new McpHttpTarget(() => runs.path === undefined ? urlOfServer(runs.server) : new URL(runs.path, urlOfServer(runs.server)).href);
    case 'function': {
      const structured = new Set(tools.filter(({ outputSchema }) => outputSchema).map((tool) => tool.name));
      return new LambdaTarget(functionOf(runs.function), { targetName: name, gatewayId: gateway.id, targetId: id, structured });
    }
    case 'httpApi': return httpApi(runs.api, apiKeyOf);
    case 'restApi': return restApi(name, runs.api, surroundings);
    case 'stdio': return new McpStdioTarget(runs.command);
    case 'nowhere': return new NotHere(name, runs.reason, runs.isApi);
  }
}

function httpApi({ credential, ...api }: HttpApiSnapshot, apiKeyOf: Surroundings['apiKeyOf']): HttpApiTarget {
  return new HttpApiTarget({ ...api, ...credential ? { credential: { ...credential, read: () => apiKeyOf(credential.provider) } } : {} });
}

function restApi(name: string, { id, routes, ...api }: RestApiSnapshot, { apiKeyOf, functionOf }: Surroundings): RestApiTarget {
  const calls = ({ runs }: RestRouteSnapshot): RestRoute['calls'] => {
    switch (runs.kind) {
      case 'function': return functionOf(runs.function);
      case 'httpApi': return httpApi(runs.api, apiKeyOf);
      case 'nowhere': return runs.reason;
    }
  };
  return new RestApiTarget({
    ...api, name, apiId: id, routes: Object.fromEntries(Object.entries(routes).map(([tool, route]) => [tool, { operation: route.operation, calls: calls(route) }])),
  });
}
