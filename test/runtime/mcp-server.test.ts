import { writeFileSync } from 'fs';
import { join } from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AgentRuntime, Gateway, McpServer } from '../../src';
import { TOOLS_METADATA_KEY } from '../../src/model/metadata-keys';
import { artifact, messageOf, newServer, newStack, resourceOf, warnings } from '../builders';
import { temporaryFolder } from '../local/temporary';

class DocsServer extends McpServer {}

test('an MCP server has the protocol MCP', () => {
  expect(resourceOf(newServer(newStack())).Properties.ProtocolConfiguration).toBe('MCP');
});

test('an MCP server is an agent runtime too', () => {
  expect(newServer(newStack())).toBeInstanceOf(AgentRuntime);
});

test('an MCP server may be given the protocol MCP', () => {
  expect(() => newServer(newStack(), 'Server', { protocolConfiguration: agentcore.ProtocolType.MCP })).not.toThrow();
});

test.each([agentcore.ProtocolType.HTTP, agentcore.ProtocolType.A2A])('an MCP server cannot have another protocol: %s', (protocolConfiguration) => {
  const message = messageOf(() => newServer(newStack(), 'Server', { protocolConfiguration }));
  expect(message).toContain(`MCP server Stack/Server cannot have protocol ${protocolConfiguration.value}; leave \`protocolConfiguration\` out, or use \`AgentRuntime\``);
  expect(message).toContain('cdk-agentcore-gateway:auth-runtime-protocol');
});

test('an MCP server is registered under its construct ID, and a subclass under its name', () => {
  const stack = newStack();
  expect(newServer(stack, 'Docs').runtimeConfigKey).toBe('Docs');
  expect(new DocsServer(stack, 'Id', { agentRuntimeArtifact: artifact() }).runtimeConfigKey).toBe('DocsServer');
});

/** A tools file in a new folder. */
function toolsFile(content: string): string {
  const file = join(temporaryFolder(), 'tools.json');
  writeFileSync(file, content);
  return file;
}

const TOOLS = JSON.stringify([{ name: 'search', description: 'Searches.', inputSchema: { type: 'object' } }]);

test('the target has the tools of the tools file', () => {
  const stack = newStack();
  const target = new Gateway(stack, 'Gateway').addMcpServer(newServer(stack, 'Server', { toolsFile: toolsFile(TOOLS) }), { gatewayTargetName: 'docs' });
  expect(target.toolNames).toEqual(['docs___search']);
});

test('a missing tools file is a warning, and its path is in the template for the command that writes it', () => {
  const stack = newStack();
  const server = newServer(stack, 'Server', { toolsFile: 'servers/docs/tools.json' });
  expect(warnings(stack)).toEqual([expect.stringContaining(
    'tools file `servers/docs/tools.json` does not exist, so the tools of Stack/Server are unknown at synthesis; run `agentcore-gateway tools --refresh` to create it')]);
  expect((server.node.defaultChild as agentcore.CfnRuntime).getMetadata(TOOLS_METADATA_KEY)).toEqual({ file: 'servers/docs/tools.json' });
});

test('a folder as tools file fails', () => {
  expect(messageOf(() => newServer(newStack(), 'Server', { toolsFile: __dirname }))).toMatch(/tools file `.*` cannot be read: EISDIR.*schema-file-not-readable at Stack\/Server/);
});

test('all errors of a tools file are reported together', () => {
  const message = messageOf(() => newServer(newStack(), 'Server', { toolsFile: toolsFile(JSON.stringify([{ description: 'a' }, { name: 'b', inputSchema: 7 }])) }));
  expect(message).toContain('the service rejects the tools file of Stack/Server');
  expect(message.split('\n- ')).toHaveLength(4);
});
