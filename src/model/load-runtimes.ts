import type { Link, Runtime, RuntimeEndpoint } from './gateway-model';
import { grouped, LoadContext, located, present } from './load-context';
import { jwtOf } from './load-gateways';
import { LOCAL_METADATA_KEY } from './metadata-keys';
import { toolsInMetadata } from './target-tools';
import { isRecord, property, Resolved, textOf, textsByName } from './value';
import { RUNTIME, RUNTIME_ENDPOINT } from '../service/resource-types';


/** Agents and MCP servers. */
export function loadRuntimes(context: LoadContext, linkRole: (value: Resolved | undefined) => Link | undefined): Runtime[] {
  const endpoints = grouped(context.ofType(RUNTIME_ENDPOINT).map((endpoint): [string | undefined, RuntimeEndpoint] => {
    const runtime = context.link(property(endpoint.properties, 'AgentRuntimeId'), RUNTIME)?.address;
    return [runtime, present<RuntimeEndpoint>({ ...located(endpoint), name: textOf(property(endpoint.properties, 'Name')) })];
  }));
  return context.ofType(RUNTIME).map((resource) => {
    const of = (...path: string[]) => property(resource.properties, ...path);
    const jwt = of('AuthorizerConfiguration', 'CustomJWTAuthorizer');
    return present<Runtime>({
      ...located(resource),
      name: textOf(of('AgentRuntimeName')),
      arn: context.attribute(resource, 'AgentRuntimeArn'),
      protocol: textOf(of('ProtocolConfiguration')),
      environment: textsByName(of('EnvironmentVariables')),
      jwt: isRecord(jwt) ? jwtOf(jwt) : undefined,
      role: linkRole(of('RoleArn')),
      endpoints: endpoints.get(resource.address) ?? [],
      local: property(resource.metadata, LOCAL_METADATA_KEY),
      tools: toolsInMetadata(resource),
      properties: resource.properties,
    });
  });
}
