import { once } from 'events';
import { createServer, IncomingMessage } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import { App, Fn, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { synthesize, upstreamChain } from './apps';
import { startApp } from './gateway/builders';
import { callTool, textIn, toolNames } from './gateway/client';
import { ScriptedServer, tool } from './gateway/scripted-server';
import { Functions } from '../../local/app/functions';
import { LocalApp } from '../../local/app/local-app';
import { loadInput } from '../../local/cli/input/load-input';
import { snapshotOf } from '../../local/snapshot/of-model';
import type { Runs } from '../../local/snapshot/snapshot';
import { artifact } from '../builders';

/*
 * Gateways of other tools start, list and are called.
 */

/** The only version of gateways that name none. */
const OLD = { 'mcp-protocol-version': '2025-03-26' };

const functions = new Functions({ appFolder: '.', awsCredentials: false, log: () => {}, warn: () => {} });
const running: LocalApp[] = [];

/** The URLs of the gateways of a template, by the start of their keys. */
async function start(assembly: string, replaced: Readonly<Record<string, Runs>> = {}, apis: Readonly<Record<string, string>> = {}): Promise<(key: string) => string> {
  const snapshot = snapshotOf(loadInput([assembly]), { appFolder: '.', replaced: new Map(Object.entries(replaced)), apis: new Map(Object.entries(apis)) });
  const gateways = snapshot.gateways.map((gateway) => ({ ...gateway, port: 0, debug: true }));
  const app = await startApp(gateways, { functionOf: (description) => functions.start(description), apiKeyOf: (provider) => `key of ${provider}` });
  running.push(app);
  return (key) => app.urlOf(gateways.find((gateway) => gateway.key.startsWith(key))!.address);
}

afterAll(async () => {
  await Promise.all(running.map(async (app) => app.stop()));
  await functions.stop();
});

test('a chain of gateways of aws-cdk-lib lists through both, and calls the function', async () => {
  const urlOf = await start(synthesize(upstreamChain));
  expect(await toolNames(urlOf('Outer'), OLD)).toContain('inner___orders___get_order');
  // The code of the function is `x`: this is what its runtime says of it.
  expect(textIn(await callTool(urlOf('Outer'), 'inner___orders___get_order', { orderId: '1' }, OLD))).toContain('x is not defined');
});

/*
 * Synthesized with @aws/agentcore-cdk 0.1.0-alpha.45, which the AgentCore CLI 0.30.0 deploys with: an MCP server with a URL, an OpenAPI document
 * with an API key, and a function that is not in the app.
 */
describe('the gateway of the AgentCore CLI', () => {
  const assembly = join(__dirname, 'fixtures', 'agentcore-cli');
  let docs: ScriptedServer;
  beforeAll(async () => { docs = await ScriptedServer.start({ tools: [tool('search')] }); });
  afterAll(async () => docs.stop());

  test('lists the tools of every target, and the search tool first', async () => {
    const urlOf = await start(assembly, { docs: { kind: 'url', url: docs.url } });
    expect(await toolNames(urlOf('McpGatewayTools'), OLD)).toEqual(['x_amz_bedrock_agentcore_search', 'docs___search', 'pets___listPets', 'weather___get_weather']);
  });

  test('calls its API with the key of the provider by its name', async () => {
    const received: IncomingMessage[] = [];
    const api = createServer((request, response) => { received.push(request); response.end('["Rex"]'); }).listen(0, '127.0.0.1');
    await once(api, 'listening');
    const urlOf = await start(assembly, {}, { pets: `http://127.0.0.1:${(api.address() as AddressInfo).port}/v1` });
    expect(textIn(await callTool(urlOf('McpGatewayTools'), 'pets___listPets', {}, OLD))).toBe('["Rex"]');
    expect(received.map(({ url, headers }) => [url, headers['x-api-key']])).toEqual([['/v1/pets', 'key of pets']]);
    api.close();
  });

  test('says what is missing for a function that is not in the app', async () => {
    const urlOf = await start(assembly);
    expect(textIn(await callTool(urlOf('McpGatewayTools'), 'weather___get_weather', { city: 'Oslo' }, OLD))).toBe('This tool does not run locally: its function is not in the app; '
      + 'name an MCP server to call instead: --target weather=<url or command>');
  });
});

/** As the constructs that @aws/nx-plugin generates into a workspace make it: a gateway with a policy engine over an MCP server in a container. */
function nxPlugin(app: App): void {
  const stack = new Stack(app, 'Infra');
  const gateway = new agentcore.Gateway(stack, 'MyGateway', {
    gatewayName: 'my-gateway',
    protocolConfiguration: new agentcore.McpProtocolConfiguration({
      searchType: agentcore.McpGatewaySearchType.SEMANTIC, supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_03_26],
    }),
    authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
  });
  const engine = new agentcore.CfnPolicyEngine(stack, 'PolicyEngine', { name: 'engine' });
  (gateway.node.defaultChild as agentcore.CfnGateway).policyEngineConfiguration = { arn: engine.attrPolicyEngineArn, mode: 'ENFORCE' };
  const runtime = new agentcore.Runtime(stack, 'MyMcpServer', { runtimeName: 'server', agentRuntimeArtifact: artifact(), protocolConfiguration: agentcore.ProtocolType.MCP });
  const encoded = Fn.join('%2F', Fn.split('/', Fn.join('%3A', Fn.split(':', runtime.agentRuntimeArn))));
  const target = new agentcore.CfnGatewayTarget(stack, 'MyMcpServerTarget', {
    gatewayIdentifier: gateway.gatewayId,
    name: 'my-mcp-server',
    targetConfiguration: { mcp: { mcpServer: { endpoint: `https://bedrock-agentcore.${stack.region}.amazonaws.com/runtimes/${encoded}/invocations?qualifier=DEFAULT` } } },
    credentialProviderConfigurations: [{ credentialProviderType: 'GATEWAY_IAM_ROLE', credentialProvider: { iamCredentialProvider: { service: 'bedrock-agentcore' } } }],
  });
  const policy = new agentcore.CfnPolicy(stack, 'Permit', {
    name: 'permit',
    policyEngineId: engine.attrPolicyEngineId,
    definition: { cedar: { statement: `permit(principal, action in [AgentCore::Action::"my-mcp-server___add"], resource == AgentCore::Gateway::"${gateway.gatewayArn}");` } },
    validationMode: 'IGNORE_ALL_FINDINGS',
  });
  policy.node.addDependency(target);
}

describe('the gateway of @aws/nx-plugin', () => {
  const assembly = synthesize(nxPlugin);

  test('lists and calls what its policies permit', async () => {
    const server = await ScriptedServer.start({ tools: [tool('add'), tool('drop')] });
    const urlOf = await start(assembly, { 'my-mcp-server': { kind: 'url', url: server.url } });
    expect(await toolNames(urlOf('MyGateway'), OLD)).toEqual(['x_amz_bedrock_agentcore_search', 'my-mcp-server___add']);
    expect((await callTool(urlOf('MyGateway'), 'my-mcp-server___add', {}, OLD)).result?.isError).not.toBe(true);
    expect(textIn(await callTool(urlOf('MyGateway'), 'my-mcp-server___drop', {}, OLD))).toContain('Tool Execution Denied');
    await server.stop();
  });

  test('starts without the container of its server, and names the server', () => {
    const { gateways: [{ targets: [{ runs }] }] } = snapshotOf(loadInput([assembly]), { appFolder: '.' });
    expect(runs).toEqual({ kind: 'nowhere', reason: 'nothing says how to start Infra/MyMcpServer: set `local` in the app' });
  });
});
