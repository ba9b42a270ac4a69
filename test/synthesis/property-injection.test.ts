import { IPropertyInjector, PropertyInjectors, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AgentRuntime, Gateway, GatewayTarget, McpServer } from '../../src';
import { newAgent, newApp, newFunction, newServer, newStack, resourceOf, tools } from '../builders';

/** An injector of defaults, as a platform team writes it. */
function defaults(constructUniqueId: string, values: object): IPropertyInjector {
  return { constructUniqueId, inject: (props) => ({ ...values, ...props }) };
}

function stackWith(...injectors: IPropertyInjector[]): Stack {
  return newStack(newApp({ propertyInjectors: injectors }));
}

const descriptionOf = (construct: Parameters<typeof resourceOf>[0]) => resourceOf(construct).Properties.Description;
const addTarget = (stack: Stack) => new Gateway(stack, 'Gateway').addLambdaTarget('Weather', { lambdaFunction: newFunction(stack), toolSchema: tools('get') });

test.each([
  ['a gateway', Gateway.PROPERTY_INJECTION_ID, (stack: Stack) => new Gateway(stack, 'Gateway')],
  ['a target', GatewayTarget.PROPERTY_INJECTION_ID, addTarget],
  ['an agent', AgentRuntime.PROPERTY_INJECTION_ID, (stack: Stack) => newAgent(stack)],
  ['an MCP server', McpServer.PROPERTY_INJECTION_ID, (stack: Stack) => newServer(stack)],
])('%s gets the properties of an injector of the app', (_, id, create) => {
  expect(descriptionOf(create(stackWith(defaults(id, { description: 'of the platform' }))))).toBe('of the platform');
});

test('every class has its own ID', () => {
  const ids = [Gateway, GatewayTarget, AgentRuntime, McpServer, agentcore.Gateway, agentcore.GatewayTarget, agentcore.Runtime].map((type) => type.PROPERTY_INJECTION_ID);
  expect(new Set(ids).size).toBe(ids.length);
});

test('properties of the program can override those of an injector', () => {
  const stack = stackWith(defaults(Gateway.PROPERTY_INJECTION_ID, { description: 'of the platform' }));
  expect(descriptionOf(new Gateway(stack, 'Gateway', { description: 'of the team' }))).toBe('of the team');
});

test('the nearest injector applies', () => {
  const stack = stackWith(defaults(Gateway.PROPERTY_INJECTION_ID, { description: 'of the app' }));
  PropertyInjectors.of(stack).add(defaults(Gateway.PROPERTY_INJECTION_ID, { description: 'of the stack' }));
  expect(descriptionOf(new Gateway(stack, 'Gateway'))).toBe('of the stack');
});

test('an injector of an outer scope applies if a nearer one is for another class', () => {
  const stack = stackWith(defaults(Gateway.PROPERTY_INJECTION_ID, { description: 'of the app' }));
  PropertyInjectors.of(stack).add(defaults(AgentRuntime.PROPERTY_INJECTION_ID, { description: 'of the stack' }));
  expect(descriptionOf(new Gateway(stack, 'Gateway'))).toBe('of the app');
});

test('an injector gets the scope and the ID of the construct', () => {
  const seen: unknown[] = [];
  const stack = stackWith({ constructUniqueId: Gateway.PROPERTY_INJECTION_ID, inject: (props, { scope, id }) => { seen.push([scope.node.path, id]); return props; } });
  new Gateway(stack, 'Tools');
  expect(seen).toEqual([['Stack', 'Tools']]);
});

test('an injector applies to subclasses', () => {
  class DomainTools extends Gateway {}
  expect(descriptionOf(new DomainTools(stackWith(defaults(Gateway.PROPERTY_INJECTION_ID, { description: 'of the platform' })), 'Tools'))).toBe('of the platform');
});

test('injectors for agents and for runtimes of aws-cdk-lib also apply to an MCP server', () => {
  const server = newServer(stackWith(
    defaults(McpServer.PROPERTY_INJECTION_ID, { description: 'a server' }),
    defaults(AgentRuntime.PROPERTY_INJECTION_ID, { description: 'an agent', tracingEnabled: true }),
    defaults(agentcore.Runtime.PROPERTY_INJECTION_ID, { tags: { team: 'platform' } }),
  ));
  expect(resourceOf(server).Properties).toMatchObject({ Description: 'a server', Tags: { team: 'platform' }, ProtocolConfiguration: 'MCP' });
});

test('properties of an injector are checked like properties of the program', () => {
  const stack = stackWith(defaults(GatewayTarget.PROPERTY_INJECTION_ID, { description: 'x'.repeat(201) }));
  expect(() => addTarget(stack)).toThrow('cdk-agentcore-gateway:target-description');
});

test('a runtime has the environment variables of an injector for runtimes of aws-cdk-lib, and its own', () => {
  const inject: IPropertyInjector['inject'] = (props) => ({ ...props, environmentVariables: { ...props.environmentVariables, TEAM: 'platform' } });
  const agent = newAgent(stackWith({ constructUniqueId: agentcore.Runtime.PROPERTY_INJECTION_ID, inject }));
  expect(Object.keys(resourceOf(agent).Properties.EnvironmentVariables)).toEqual(expect.arrayContaining(['TEAM', 'RUNTIME_CONFIG_APP_ID']));
});
