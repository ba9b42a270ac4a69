import type { DeployedStack } from './assembly';
import type { Rule } from './rule';
import { hidesTools, listsTools } from './tool-listing';
import type { Resource, World } from './world';

/** What must exist, or must have answered, before what. */
export const ORDER_RULES: { readonly [id: string]: Rule } = {
  'inner-targets-first': ({ world }) => world.targets.flatMap((target) => {
    const inner = world.innerGatewayOf(target);
    return !inner ? [] : world.targetsOf(inner).filter((innerTarget) => !world.order.isAfter(target.node, innerTarget.node))
      .map((innerTarget) => `${target.node} lists the tools of ${inner.node} and does not come after its target ${innerTarget.node}`);
  }),

  'server-answers-first': ({ world, ownTargets }) => ownTargets.filter(asksServerAtCreation).flatMap((target) => {
    const url = target.properties.TargetConfiguration.Mcp.McpServer.Endpoint;
    const check = world.checks.find((candidate) => candidate.properties.Url === url && world.order.isAfter(target.node, candidate.node));
    return check ? [] : [`${target.node} does not come after a check that ${url} answers`];
  }),

  'check-after-inner-targets': ({ world }) => world.checks.flatMap((check) => {
    const inner = checkedGateway(world, check);
    return !inner ? [] : world.targetsOf(inner).filter((target) => !world.order.isAfter(check.node, target.node))
      .map((target) => `${check.node} asks ${inner.node} for tools and does not come after its target ${target.node}`);
  }),

  'check-expects-what-is-listed': ({ world }) => world.checks.flatMap((check) => {
    const inner = checkedGateway(world, check);
    const surelyListed = inner && !hidesTools(inner) ? world.targetsOf(inner).filter((target) => listsTools(world, target)) : [];
    const expected: string[] = JSON.parse(check.properties.ExpectTools ?? '[]');
    return expected.filter((prefix) => !surelyListed.some((target) => prefix === `${target.properties.Name}___`))
      .map((prefix) => `${check.node} waits for a tool ${prefix}… that need not be listed`);
  }),

  'endpoint-first': ({ world }) => [...world.targets, ...world.checks].flatMap(({ node, properties }) => {
    const url: string = properties.Url ?? properties.TargetConfiguration.Mcp?.McpServer?.Endpoint ?? '';
    const [, arn, qualifier] = /\/runtimes\/([^/]+)\/invocations\?qualifier=(.+)$/.exec(url) ?? [];
    if (!arn || qualifier === 'DEFAULT') return [];
    const runtime = world.find('AWS::BedrockAgentCore::Runtime', 'AgentRuntimeArn', decodeURIComponent(arn))!;
    const endpoint = world.ofType('AWS::BedrockAgentCore::RuntimeEndpoint').find((candidate) =>
      candidate.properties.Name === qualifier && candidate.properties.AgentRuntimeId === world.attribute(runtime, 'AgentRuntimeId'));
    return endpoint && world.order.isAfter(node, endpoint.node) ? [] : [`${node} does not come after the endpoint ${qualifier} of ${runtime.node}`];
  }),

  // CloudFormation itself sees no reference in the name of another stack's output.
  'reads-only-earlier-stacks': ({ world }) => world.stacks.flatMap((stack) => stacksRead(world, stack)
    .filter((read) => read !== stack && !isDeployedAfter(world, stack, read))
    .map((read) => `${stack.id} reads an output of ${read.id} and is not deployed after it`)),
};

/** Whether the service connects to a server of AgentCore, with the gateway's role, while it creates the target. */
function asksServerAtCreation(target: Resource): boolean {
  const server = target.properties.TargetConfiguration.Mcp?.McpServer;
  const [credential] = target.properties.CredentialProviderConfigurations ?? [];
  return server !== undefined && server.ListingMode !== 'DYNAMIC' && server.McpToolSchema === undefined
    && credential?.CredentialProviderType === 'GATEWAY_IAM_ROLE' && /bedrock-agentcore\./.test(server.Endpoint);
}

function checkedGateway(world: World, check: Resource): Resource | undefined {
  return world.gateways.find((gateway) => world.attribute(gateway, 'GatewayUrl') === check.properties.Url);
}

function stacksRead(world: World, stack: DeployedStack): DeployedStack[] {
  const text = JSON.stringify(stack.template);
  return world.stacks.filter((other) => text.includes(`"Fn::ImportValue":"${other.stackName}:`) || text.includes(`"StackName":"${other.stackName}"`));
}

function isDeployedAfter(world: World, later: DeployedStack, earlier: DeployedStack): boolean {
  const byId = (id: string) => world.stacks.find((stack) => stack.id === id)!;
  const topLevel = (stack: DeployedStack): DeployedStack => stack.nestedIn ? topLevel(byId(stack.nestedIn.stack)) : stack;
  const { dependencies } = topLevel(later);
  return dependencies.includes(earlier.id) || dependencies.some((id) => isDeployedAfter(world, byId(id), earlier));
}
