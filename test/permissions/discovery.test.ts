import { App, PhysicalName, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AgentRuntime, Gateway, GatewayAttributes, IGateway } from '../../src';
import { ACCOUNT, artifact, ENV, messageOf, newAgent, newApp, newFunction, newStack, only, OTHER_ACCOUNT, REGION, resourceOf, resources, warnings } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const ARN = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/shared-0123456789`;
const URL = `https://shared-0123456789.gateway.bedrock-agentcore.${REGION}.amazonaws.com/mcp`;
const IN_OTHER_REGION = { account: ACCOUNT, region: 'eu-west-1' };
const IN_OTHER_ACCOUNT = { account: OTHER_ACCOUNT, region: REGION };

function stackIn(env: typeof ENV, app: App = newApp(), id = 'Stack'): Stack {
  return newStack(app, id, { env });
}

function imported(scope: Stack, attrs: GatewayAttributes = {}): IGateway {
  return Gateway.fromGatewayAttributes(scope, 'Shared', {
    gatewayArn: ARN, gatewayUrl: URL, authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(), ...attrs,
  });
}

/** The text parts of the document that agents read. */
function documentOf(scope: Stack): string {
  return JSON.stringify(only(scope, 'AWS::AppConfig::HostedConfigurationVersion').Properties.Content);
}

describe('the application ID of the Runtime Configuration is set for', () => {
  test.each<[string, (stack: Stack, fn: lambda.Function) => iam.IGrantable]>([
    ['a function', (_, fn) => fn],
    ['the function of an alias', (stack, fn) => new lambda.Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion })],
    ['the function of a version', (_, fn) => fn.currentVersion],
  ])('%s', (_, callerOf) => {
    const stack = stackIn(ENV);
    const fn = newFunction(stack);
    new Gateway(stack, 'Gateway').grantInvokeAccess(callerOf(stack, fn));
    expect(resourceOf(fn).Properties.Environment.Variables).toEqual({ RUNTIME_CONFIG_APP_ID: { Ref: resources(stack, 'AWS::AppConfig::Application')[0][0] } });
  });

  test('a runtime of aws-cdk-lib, in addition to its own variables', () => {
    const stack = stackIn(ENV);
    const runtime = new agentcore.Runtime(stack, 'Runtime', { agentRuntimeArtifact: artifact(), environmentVariables: { MODEL: 'nova' } });
    new Gateway(stack, 'Gateway').grantInvokeAccess(runtime);
    expect(resourceOf(runtime).Properties.EnvironmentVariables).toEqual({
      MODEL: 'nova', RUNTIME_CONFIG_APP_ID: { Ref: resources(stack, 'AWS::AppConfig::Application')[0][0] },
    });
    expect(JSON.stringify(resources(stack, 'AWS::IAM::Policy'))).toContain('appconfig:GetLatestConfiguration');
  });

  test('a runtime of aws-cdk-lib in another stack', () => {
    const app = newApp();
    const gateway = new Gateway(stackIn(ENV, app, 'A'), 'Gateway');
    const runtime = new agentcore.Runtime(stackIn(ENV, app, 'B'), 'Runtime', { agentRuntimeArtifact: artifact() });
    gateway.grantInvokeAccess(runtime);
    const [[application]] = resources(runtime.stack, 'AWS::AppConfig::Application');
    expect(resourceOf(runtime).Properties.EnvironmentVariables.RUNTIME_CONFIG_APP_ID).toEqual({ Ref: application });
  });

  test('no role: it gets neither variables nor read access', () => {
    const stack = stackIn(ENV);
    new Gateway(stack, 'Gateway').grantInvokeAccess(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(JSON.stringify(resources(stack, 'AWS::IAM::Policy'))).not.toContain('appconfig');
    expect(warnings(stack)).toEqual([]);
  });
});

test('read access is granted once for all gateways that an agent is allowed to invoke', () => {
  const stack = stackIn(ENV);
  const agent = newAgent(stack);
  for (const id of ['A', 'B']) new Gateway(stack, id).grantInvokeAccess(agent);
  const statements = resources(stack, 'AWS::IAM::Policy').flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
  expect(statements.filter((statement: any) => JSON.stringify(statement).includes('appconfig'))).toHaveLength(1);
});

test.each<[string, (stack: Stack) => iam.IGrantable]>([
  ['function', (stack) => lambda.Function.fromFunctionAttributes(stack, 'Imported', {
    functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:f`, role: iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/f`), sameEnvironment: true,
  })],
  ['runtime', (stack) => agentcore.Runtime.fromAgentRuntimeAttributes(stack, 'Imported', {
    agentRuntimeArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:runtime/r-0123456789`,
    agentRuntimeId: 'r-0123456789',
    agentRuntimeName: 'r',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
    agentRuntimeVersion: '1',
  })],
])('a warning says how to set the variable of an imported %s', (_, create) => {
  const stack = stackIn(ENV);
  new Gateway(stack, 'Gateway').grantInvokeAccess(create(stack));
  expect(warnings(stack).join()).toMatch(/Stack\/Imported is imported, so this app cannot set its environment variables.*set `RUNTIME_CONFIG_APP_ID` where it is created/);
  expect(JSON.stringify(resources(stack, 'AWS::IAM::Policy'))).toContain('appconfig:GetLatestConfiguration');
});

describe('an imported gateway', () => {
  test('is in the Runtime Configuration of its caller, under its construct ID', () => {
    const stack = stackIn(ENV);
    imported(stack).grantInvokeAccess(newAgent(stack));
    expect(documentOf(stack)).toContain(JSON.stringify(`"gateways":{"Shared":"${URL}"}`).slice(1, -1));
    expect(documentOf(stack)).toContain(JSON.stringify(`"gatewayDetails":{"Shared":{"arn":"${ARN}","authorizerType":"AWS_IAM","region":"${REGION}"}}`).slice(1, -1));
  });

  test('can have another key', () => {
    const stack = stackIn(ENV);
    imported(stack, { runtimeConfigKey: 'Tools' }).grantInvokeAccess(newAgent(stack));
    expect(documentOf(stack)).toContain('Tools');
  });

  test('is in the environment variables of an agent that enables them', () => {
    const stack = stackIn(ENV);
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    imported(stack).grantInvokeAccess(agent);
    expect(resourceOf(agent).Properties.EnvironmentVariables).toMatchObject({ AGENTCORE_GATEWAY_SHARED_URL: URL, AGENTCORE_GATEWAY_SHARED_AUTH_TYPE: 'AWS_IAM' });
  });

  test('in another region is found there by an agent', () => {
    const stack = stackIn(IN_OTHER_REGION);
    imported(stack).grantInvokeAccess(newAgent(stack));
    expect(documentOf(stack)).toContain(URL);
    expect(documentOf(stack)).toContain(JSON.stringify(`"region":"${REGION}"`).slice(1, -1));
    expect(warnings(stack)).toEqual([]);
  });

  test('without a URL cannot be found, and a warning says what to pass', () => {
    const stack = stackIn(ENV);
    imported(stack, { gatewayUrl: undefined }).grantInvokeAccess(newAgent(stack));
    expect(warnings(stack).join()).toContain('gateway Stack/Shared was imported without `gatewayUrl`, so Stack/Agent cannot find it in the Runtime Configuration; pass it to `Gateway.fromGatewayAttributes`');
  });

  test('does not register for a role, without a warning', () => {
    const stack = stackIn(ENV);
    imported(stack, { gatewayUrl: undefined }).grantInvokeAccess(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(warnings(stack)).toEqual([]);
  });

  test('in another account allows a caller in the policy of the caller, and a warning asks for the resource policy', () => {
    const stack = stackIn(IN_OTHER_ACCOUNT);
    imported(stack).grantInvokeAccess(newAgent(stack));
    const statements = resources(stack, 'AWS::IAM::Policy').flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
    expect(statements).toContainEqual({ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: ARN });
    expect(warnings(stack)).toEqual([
      expect.stringContaining(`where the gateway is created, allow \`bedrock-agentcore:InvokeGateway\` on its ARN to the role of Stack/Agent in account ${OTHER_ACCOUNT}`),
    ]);
  });
});

describe('a caller in another region', () => {
  function acrossRegions(): { gateway: Gateway; agent: AgentRuntime } {
    const app = newApp();
    const gateway = new Gateway(stackIn(ENV, app, 'Tools'), 'Gateway', { gatewayName: 'tools' });
    const agent = newAgent(stackIn(IN_OTHER_REGION, app, 'Agents'), 'Agent', { gatewayEnvironmentVariables: true });
    gateway.grantInvokeAccess(agent);
    return { gateway, agent };
  }

  test('is allowed to invoke the gateway by an ARN that is built from its name', () => {
    const { agent } = acrossRegions();
    const statements = resources(agent, 'AWS::IAM::Policy').flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
    expect(statements).toContainEqual({
      Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-??????????`,
    });
  });

  test('cannot find the gateway, and a warning names both environments and what to do', () => {
    const { gateway } = acrossRegions();
    expect(warnings(gateway.stack)).toEqual([
      expect.stringMatching(new RegExp(`Agents/Agent is in ${ACCOUNT}/eu-west-1 and Tools/Gateway is in ${ACCOUNT}/${REGION}, so Agents/Agent cannot find it`
        + '.*import it in the stack of the caller with `Gateway.fromGatewayAttributes` and its `gatewayUrl`, and call `grantInvokeAccess` on the imported gateway')),
    ]);
  });

  test('is allowed to invoke an agent by an ARN that is built from its name', () => {
    const app = newApp();
    const agent = newAgent(stackIn(ENV, app, 'Agents'), 'Agent', { runtimeName: 'travel' });
    const fn = newFunction(stackIn(IN_OTHER_REGION, app, 'Callers'));
    agent.grantInvokeAccess(fn);
    const arn = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:runtime/travel-??????????`;
    expect(JSON.stringify(resources(fn, 'AWS::IAM::Policy'))).toContain(JSON.stringify([arn, `${arn}/*`]));
    expect(warnings(agent.stack).join()).toContain('Callers/Function cannot find it in the Runtime Configuration; deploy the agent, then pass its ARN to the caller');
  });
});

describe('a caller in another account of the app', () => {
  test('is allowed in its policy and in the resource policy if its role has a name', () => {
    const app = newApp();
    const gateway = new Gateway(stackIn(ENV, app, 'Tools'), 'Gateway', { gatewayName: 'tools' });
    const there = stackIn(IN_OTHER_ACCOUNT, app, 'Agents');
    const executionRole = new iam.Role(there, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com'), roleName: PhysicalName.GENERATE_IF_NEEDED });
    const agent = newAgent(there, 'Agent', { executionRole });
    gateway.grantInvokeAccess(agent);
    expect(JSON.stringify(resources(there, 'AWS::IAM::Policy'))).toContain(`arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-??????????`);
    const { roleName } = resources(there, 'AWS::IAM::Role').map(([, role]) => ({ roleName: role.Properties.RoleName as string })).find(({ roleName: name }) => name)!;
    expect(JSON.stringify(only(gateway, 'AWS::BedrockAgentCore::ResourcePolicy').Properties.Policy)).toContain(`:iam::${OTHER_ACCOUNT}:role/${roleName}`);
  });

  test('whose role has no name fails at the call, and the error says how to name it', () => {
    const app = newApp();
    const gateway = new Gateway(stackIn(ENV, app, 'Tools'), 'Gateway');
    const message = messageOf(() => gateway.grantInvokeAccess(newAgent(stackIn(IN_OTHER_ACCOUNT, app, 'Agents'))));
    expect(message).toContain('Tools/Gateway and Agents/Agent/ExecutionRole are in different accounts');
    expect(message).toContain('create the role with `roleName: PhysicalName.GENERATE_IF_NEEDED` (for an `AgentRuntime`, pass it as `executionRole`)');
    expect(message).toContain('cdk-agentcore-gateway:caller-role-without-name at Tools/Gateway');
  });
});
