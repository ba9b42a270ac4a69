import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AgentRuntime, McpServer } from '../src';
import { artifact, messageOf, newServer, newStack, resourceOf } from './builders';

class DocsServer extends McpServer {}

test('an MCP server has the protocol MCP', () => {
  expect(resourceOf(newServer(newStack())).Properties.ProtocolConfiguration).toBe('MCP');
});

test('an MCP server is an agent runtime too', () => {
  expect(newServer(newStack())).toBeInstanceOf(AgentRuntime);
});

test('an MCP server may be told its protocol', () => {
  expect(() => newServer(newStack(), 'Server', { protocolConfiguration: agentcore.ProtocolType.MCP })).not.toThrow();
});

test.each([agentcore.ProtocolType.HTTP, agentcore.ProtocolType.A2A])('an MCP server cannot have another protocol: %s', (protocolConfiguration) => {
  const message = messageOf(() => newServer(newStack(), 'Server', { protocolConfiguration }));
  expect(message).toContain(`MCP server Stack/Server was given protocol ${protocolConfiguration.value}; leave \`protocolConfiguration\` out, or use AgentRuntime`);
  expect(message).toContain('cdk-agentcore-gateway:runtime-protocol');
});

test('an MCP server is registered by its construct id, and a class of its own by its name', () => {
  const stack = newStack();
  expect(newServer(stack, 'Docs').runtimeConfigKey).toBe('Docs');
  expect(new DocsServer(stack, 'Id', { agentRuntimeArtifact: artifact() }).runtimeConfigKey).toBe('DocsServer');
});
