import type { Link, Runtime, RuntimeEndpoint } from './gateway-model';
import { grouped, LoadContext, located, present } from './load-context';
import { jwtOf } from './load-gateways';
import { LOCAL_METADATA_KEY } from './metadata-keys';
import { toolsInMetadata } from './target-tools';
import { isRecord, property, Resolved, Text, textOf } from './value';
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
    const environment = of('EnvironmentVariables');
    return present<Runtime>({
      ...located(resource),
      name: textOf(of('AgentRuntimeName')),
      arn: context.attribute(resource, 'AgentRuntimeArn'),
      protocol: textOf(of('ProtocolConfiguration')),
      environment: environmentOf(environment),
      jwt: isRecord(jwt) ? jwtOf(jwt) : undefined,
      role: linkRole(of('RoleArn')),
      endpoints: endpoints.get(resource.address) ?? [],
      local: property(resource.metadata, LOCAL_METADATA_KEY),
      tools: toolsInMetadata(resource),
      properties: resource.properties,
    });
  });
}

function environmentOf(environment: Resolved | undefined): Record<string, Text> {
  if (!isRecord(environment)) return {};
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]): [string, Text][] => {
    const text = textOf(value);
    return text ? [[name, text]] : [];
  }));
}
