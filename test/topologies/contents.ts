import type { DeployedStack } from './oracle';
import { Resource, World } from './oracle/world';

/** What an app has that a test of many apps should not miss. */
export function contentsOf(stacks: readonly DeployedStack[]): Set<string> {
  const world = new World(stacks);
  const { gateways, targets } = world;
  const credentials = targets.flatMap(({ properties }) => properties.CredentialProviderConfigurations ?? []);
  const depth = Math.max(0, ...gateways.map((gateway) => depthOf(world, gateway)));
  const holding = new Set(targets.map((target) => target.stack));
  return new Set([
    ...[...holding].filter((stack) => !stack.nestedIn).length > 1 ? ['targets in several stacks'] : [],
    ...[...holding].some((stack) => stack.nestedIn) ? ['targets in a nested stack'] : [],
    ...depth >= 1 ? ['a gateway in a gateway'] : [],
    ...depth >= 2 ? ['a gateway in a gateway in a gateway'] : [],
    ...gateways.some(({ properties }) => properties.PolicyEngineConfiguration) ? ['a policy engine'] : [],
    ...gateways.some(({ properties }) => properties.KmsKeyArn) ? ['a key'] : [],
    ...gateways.some(({ properties }) => properties.InterceptorConfigurations) ? ['an interceptor'] : [],
    ...world.checks.length > 0 ? ['a readiness check'] : [],
    ...targets.flatMap(({ properties }) => Object.values<object>(properties.TargetConfiguration).flatMap((kind) => Object.keys(kind))),
    ...credentials.flatMap(({ CredentialProviderType: type, CredentialProvider: provider }) => [type, provider?.OauthCredentialProvider?.GrantType]),
    ...targets.some(({ properties }) => JSON.stringify(properties.TargetConfiguration).includes('"S3":')) ? ['a schema in a bucket'] : [],
  ]);
}

/** Over how many other gateways the tools of a gateway come at most. */
function depthOf(world: World, gateway: Resource): number {
  const inner = world.targetsOf(gateway).flatMap((target) => world.innerGatewayOf(target) ?? []);
  return Math.max(0, ...inner.map((each) => 1 + depthOf(world, each)));
}
