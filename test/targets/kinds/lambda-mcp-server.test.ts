import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AddMcpServerOptions, Gateway, GatewayProps, GatewayTarget, LambdaMcpServer, ListingMode } from '../../../src';
import { graphOf } from '../../../src/model/dependency-graph';
import { loadAssembly } from '../../../src/model/read-assembly';
import { ENV, messageOf, newApp, newFunction, newStack, resourceOf, resources } from '../../builders';

const CHECK = 'Custom::AgentCoreReadiness';
const SYNCHRONIZATION = 'Custom::AgentCoreSynchronization';

interface Options extends AddMcpServerOptions {
  readonly code?: string;
  readonly alias?: boolean;
}

function add({ code = '1', alias = false, ...options }: Options = {}, props: GatewayProps = {}) {
  const app = newApp();
  const stack = newStack(app, 'Stack', { env: ENV });
  const fn = new lambda.Function(stack, 'Function', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline(code) });
  const lambdaFunction = alias ? new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion }) : fn;
  const server = new LambdaMcpServer(stack, 'DocsServer', { lambdaFunction });
  return { app, stack, fn, server, target: new Gateway(stack, 'Gateway', props).addMcpServer(server, options) };
}

function propertiesOf(stack: Stack, type: string): any[] {
  return resources(stack, type).map(([, { Properties }]) => Properties);
}

/** Every statement with an action of Lambda, by the logical ID of the role. */
function lambdaStatements(stack: Stack): [string, any][] {
  return propertiesOf(stack, 'AWS::IAM::Policy').flatMap(({ Roles, PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Action }: any) => String(Action).startsWith('lambda:')).map((statement: any) => [Roles[0].Ref, statement]));
}

describe('an MCP server on Lambda', () => {
  test('has a target named after its construct ID, in kebab-case', () => {
    expect(add().target.gatewayTargetName).toBe('docs-server');
  });

  test('is called at its URL, with requests signed for Lambda', () => {
    const { server, target } = add();
    const { TargetConfiguration, CredentialProviderConfigurations } = resourceOf(target).Properties;
    expect(TargetConfiguration.Mcp.McpServer.Endpoint).toEqual(target.stack.resolve(server.url));
    expect(CredentialProviderConfigurations).toEqual([
      { CredentialProviderType: 'GATEWAY_IAM_ROLE', CredentialProvider: { IamCredentialProvider: { Service: 'lambda' } } },
    ]);
  });

  test.each([false, true])('may be called by the gateway and the check with both actions, on exactly this function (alias: %s)', (alias) => {
    const { stack, fn } = add({ alias });
    const arn = stack.resolve(fn.functionArn);
    const Resource = alias ? { 'Fn::Join': ['', [arn, ':live']] } : arn;
    const both = [
      { Effect: 'Allow', Action: 'lambda:InvokeFunctionUrl', Resource, Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } } },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource, Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } },
    ];
    const statements = lambdaStatements(stack);
    const roles = [...new Set(statements.map(([role]) => role))];
    expect(roles).toHaveLength(2);
    for (const role of roles) expect(statements.filter(([of]) => of === role).map(([, statement]) => statement)).toEqual(both);
  });

  test('has a target created after its check, its URL and its function', () => {
    const { app, stack } = add();
    const model = loadAssembly(app.synth().directory);
    const graph = graphOf(model);
    const before = Object.values(model.resources).filter(({ address }) => graph.dependsOn(model.targets[0].address, address)).map(({ type }) => type);
    expect(before).toEqual(expect.arrayContaining([CHECK, 'AWS::IAM::Policy', 'AWS::Lambda::Url', 'AWS::Lambda::Function']));
    expect(propertiesOf(stack, CHECK)).toHaveLength(1);
  });

  test('is checked with requests that are signed for Lambda', () => {
    const { stack, server } = add();
    expect(propertiesOf(stack, CHECK)).toEqual([
      expect.objectContaining({ Kind: 'function', Service: 'lambda', Url: stack.resolve(server.url) }),
    ]);
  });

  test('is checked once for all gateways of its stack', () => {
    const { stack, server } = add();
    new Gateway(stack, 'Other').addMcpServer(server);
    expect(propertiesOf(stack, CHECK)).toHaveLength(1);
  });

  test.each<[string, AddMcpServerOptions]>([
    ['with waitUntilReady: false', { waitUntilReady: false }],
    ['if the gateway does not list the tools at creation', { listingMode: ListingMode.DYNAMIC }],
  ])('is not checked %s, and is still allowed', (_, options) => {
    const { stack } = add(options, { protocolConfiguration: agentcore.GatewayProtocol.mcp() });
    expect(resources(stack, CHECK)).toEqual([]);
    expect(lambdaStatements(stack)).toHaveLength(2);
  });

  test('in another stack is a target in that stack, so that the function may call the gateway', () => {
    const app = newApp();
    const [first, second] = ['First', 'Second'].map((id) => newStack(app, id, { env: ENV }));
    const gateway = new Gateway(first, 'Gateway');
    const lambdaFunction = newFunction(second);
    gateway.grantInvokeAccess(lambdaFunction);
    const target = gateway.addMcpServer(new LambdaMcpServer(second, 'Docs', { lambdaFunction }));
    expect(Stack.of(target)).toBe(second);
    expect(() => app.synth()).not.toThrow();
  });

  test('in another account fails, and the error says how to connect it', () => {
    const app = newApp();
    const other = newStack(app, 'Other', { env: { account: '444455556666', region: ENV.region } });
    const server = new LambdaMcpServer(other, 'Docs', { lambdaFunction: newFunction(other) });
    const message = messageOf(() => new Gateway(newStack(app, 'Stack', { env: ENV }), 'Gateway').addMcpServer(server));
    expect(message).toContain(`target Stack/Gateway/Target-docs of a gateway in account ${ENV.account} refers to the URL of Other/Docs/Url, which CloudFormation creates in account 444455556666`);
    expect(message).toContain('allow the role of the gateway with `functionUrl.grantInvokeUrl`');
  });

  test('has no endpoint of AgentCore Runtime', () => {
    expect(messageOf(() => add({ qualifier: 'prod' })))
      .toContain('`qualifier` of target Stack/Gateway/Target-docs-server names an endpoint of AgentCore Runtime, but MCP server Stack/DocsServer is on Lambda');
  });

  test.each<[string, agentcore.ICredentialProviderConfig[]]>([
    ['an API key', [agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
      providerArn: `arn:aws:bedrock-agentcore:${ENV.region}:${ENV.account}:token-vault/default/apikeycredentialprovider/key`,
      secretArn: `arn:aws:secretsmanager:${ENV.region}:${ENV.account}:secret:key`,
    })]],
    ['no credentials', []],
  ])('with %s fails, because the URL accepts only signed requests', (_, credentialProviderConfigurations) => {
    expect(messageOf(() => add({ credentialProviderConfigurations }))).toContain('were given, but the function URL accepts only signed requests');
  });

  test('can be a target that is created with GatewayTarget', () => {
    const { stack, server } = add();
    const gateway = new Gateway(stack, 'Other');
    expect(resourceOf(GatewayTarget.forLambdaMcpServer(stack, 'Target', { gateway, server })).Properties.Name).toBe('target');
  });
});

describe('the tools of an MCP server on Lambda', () => {
  const fingerprintOf = (options?: Options) => {
    const [{ Targets }] = propertiesOf(add(options).stack, SYNCHRONIZATION);
    return Targets[0];
  };

  test.each([false, true])('are read again if the code changes (alias: %s)', (alias) => {
    expect(fingerprintOf({ alias, code: '2' })).not.toBe(fingerprintOf({ alias }));
  });

  test('are not read again if nothing changes', () => {
    expect(fingerprintOf()).toBe(fingerprintOf());
  });

  test('are not read again with synchronize: false', () => {
    expect(resources(add({ synchronize: false }).stack, SYNCHRONIZATION)).toEqual([]);
  });

  test('are checked again if the code changes', () => {
    const version = (options?: Options) => propertiesOf(add(options).stack, CHECK)[0].Version;
    expect(version({ code: '2' })).not.toBe(version());
  });
});
