import { Lazy } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AddMcpServerOptions, Gateway, GatewayProps, GatewayTarget, ListingMode, McpServer } from '../../../src';
import { ACCOUNT, artifact, messageOf, newAgent, newServer, newStack, REGION, resourceOf, resources } from '../../builders';

const CHECK = 'Custom::AgentCoreReadiness';
const JWT = agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://idp.example.com/.well-known/openid-configuration', ['client']);
const OAUTH = [agentcore.GatewayCredentialProvider.fromOauthIdentityArn({
  providerArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default/oauth2credentialprovider/idp`,
  secretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:idp`,
  scopes: [],
})];

function add(options: AddMcpServerOptions = {}, props: GatewayProps = {}): { server: McpServer; target: GatewayTarget } {
  const stack = newStack();
  const server = newServer(stack, 'DocsServer');
  return { server, target: new Gateway(stack, 'Gateway', props).addMcpServer(server, options) };
}

/** The statements in the policy of the target. */
function statementsOf(target: GatewayTarget): any[] {
  const id = target.stack.getLogicalId(target.node.findChild('Policy') as any);
  return resources(target, 'AWS::IAM::Policy').find(([name]) => name === id)![1].Properties.PolicyDocument.Statement;
}

describe('an MCP server on AgentCore Runtime', () => {
  test('has a target named after its construct ID, in kebab-case', () => {
    expect(add().target.gatewayTargetName).toBe('docs-server');
  });

  test('is called at its invocation URL', () => {
    const { server, target } = add();
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toEqual(target.stack.resolve(server.invocationUrl));
  });

  test('is called with signed requests', () => {
    expect(resourceOf(add().target).Properties.CredentialProviderConfigurations).toEqual([
      { CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'bedrock-agentcore' } } },
    ]);
  });

  test('allows the role to invoke the runtime and its endpoints', () => {
    const { server, target } = add();
    const arn = target.stack.resolve(server.agentRuntimeArn);
    expect(statementsOf(target)).toEqual([
      { Effect: 'Allow', Action: 'bedrock-agentcore:InvokeAgentRuntime', Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }] },
    ]);
  });

  test('has a target created after its readiness check', () => {
    const { target } = add();
    expect(resourceOf(target).DependsOn).toContain(resources(target, CHECK)[0][0]);
  });

  test('is checked again if its version changes', () => {
    const { server, target } = add();
    expect(resources(target, CHECK)[0][1].Properties.Version).toEqual(target.stack.resolve(server.agentRuntimeVersion));
  });

  test('can be called at another endpoint', () => {
    const { target } = add({ qualifier: 'prod v2' });
    const parts = JSON.stringify(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint);
    expect(parts).toContain('/invocations?qualifier=prod%20v2');
  });

  test('can be imported', () => {
    const stack = newStack();
    const runtime = agentcore.Runtime.fromAgentRuntimeAttributes(stack, 'Imported', {
      agentRuntimeArn: `arn:aws:bedrock-agentcore:eu-west-1:${ACCOUNT}:runtime/docs-0123456789`,
      agentRuntimeId: 'docs-0123456789',
      agentRuntimeName: 'docs',
      roleArn: `arn:aws:iam::${ACCOUNT}:role/docs`,
    });
    const target = new Gateway(stack, 'Gateway').addMcpServer(runtime);
    expect(target.gatewayTargetName).toBe('imported');
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint)
      .toBe(`https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A${ACCOUNT}%3Aruntime%2Fdocs-0123456789/invocations?qualifier=DEFAULT`);
  });

  test('can be a runtime of aws-cdk-lib', () => {
    const stack = newStack();
    const runtime = new agentcore.Runtime(stack, 'Docs', { agentRuntimeArtifact: artifact(), protocolConfiguration: agentcore.ProtocolType.MCP });
    expect(() => new Gateway(stack, 'Gateway').addMcpServer(runtime)).not.toThrow();
  });

  test('can be a CfnRuntime', () => {
    const stack = newStack();
    const runtime = new agentcore.CfnRuntime(stack, 'Docs', {
      agentRuntimeName: 'docs',
      agentRuntimeArtifact: { containerConfiguration: { containerUri: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/image:1` } },
      networkConfiguration: { networkMode: 'PUBLIC' },
      roleArn: `arn:aws:iam::${ACCOUNT}:role/docs`,
      protocolConfiguration: 'MCP',
    });
    const target = new Gateway(stack, 'Gateway').addMcpServer(runtime);
    expect(statementsOf(target)[0].Resource[0]).toEqual(stack.resolve(runtime.attrAgentRuntimeArn));
  });

  test('whose protocol is unresolved until deployment is accepted', () => {
    const stack = newStack();
    const runtime = new agentcore.Runtime(stack, 'Docs', {
      agentRuntimeArtifact: artifact(), protocolConfiguration: agentcore.ProtocolType.of(Lazy.string({ produce: () => 'MCP' })),
    });
    expect(() => new Gateway(stack, 'Gateway').addMcpServer(runtime)).not.toThrow();
  });

  test('with another protocol fails, and the error names both and what to change', () => {
    const stack = newStack();
    const message = messageOf(() => new Gateway(stack, 'Gateway').addMcpServer(newAgent(stack)));
    expect(message).toContain('runtime Stack/Agent has protocol HTTP and cannot be an MCP server of gateway Stack/Gateway; create it as an `McpServer`');
    expect(message).toContain('cdk-agentcore-gateway:auth-runtime-protocol');
  });
});

describe('a server with JWT inbound authorization', () => {
  test('fails without credentials, instead of a readiness check that times out', () => {
    const stack = newStack();
    const server = newServer(stack, 'Server', { authorizerConfiguration: JWT });
    const message = messageOf(() => new Gateway(stack, 'Gateway').addMcpServer(server));
    expect(message).toContain('runtime Stack/Server has JWT inbound authorization and rejects requests signed with the role of the gateway');
    expect(message).toContain('pass OAuth `credentialProviderConfigurations`');
    expect(message).toContain('cdk-agentcore-gateway:auth-runtime-authorizer');
  });

  test('with OAuth has no readiness check and no IAM permission', () => {
    const stack = newStack();
    const server = newServer(stack, 'Server', { authorizerConfiguration: JWT });
    const target = new Gateway(stack, 'Gateway').addMcpServer(server, { credentialProviderConfigurations: OAUTH });
    expect(resources(stack, CHECK)).toEqual([]);
    expect(JSON.stringify(statementsOf(target))).not.toContain('InvokeAgentRuntime');
  });
});

describe('there is no readiness check', () => {
  const withoutSearch = { protocolConfiguration: agentcore.GatewayProtocol.mcp({}) };

  test.each<[string, AddMcpServerOptions, GatewayProps]>([
    ['if it is disabled', { waitUntilReady: false }, {}],
    ['with a static tool schema', { mcpToolSchema: agentcore.ApiSchema.fromInline('[]') }, {}],
    ['in the listing mode DYNAMIC', { listingMode: ListingMode.DYNAMIC }, withoutSearch],
  ])('%s, and the role is still allowed to invoke the server', (_, options, props) => {
    const { target } = add(options, props);
    expect(resources(target, CHECK)).toEqual([]);
    expect(statementsOf(target)[0].Action).toBe('bedrock-agentcore:InvokeAgentRuntime');
  });
});
