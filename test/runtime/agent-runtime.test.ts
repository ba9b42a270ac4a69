import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Gateway, InboundAuth, LocalProcess } from '../../src';
import { artifact, messageOf, newAgent, newApp, newServer, newStack, resourceOf, resources } from '../builders';

const environmentOf = (runtime: agentcore.Runtime) => resourceOf(runtime).Properties.EnvironmentVariables;

describe('an agent', () => {
  test('is a runtime of aws-cdk-lib', () => {
    expect(newAgent(newStack())).toBeInstanceOf(agentcore.Runtime);
  });

  test('has the protocol HTTP by default', () => {
    const stack = newStack();
    expect(resourceOf(newAgent(stack, 'A')).Properties.ProtocolConfiguration).toBe('HTTP');
  });

  test('keeps the props of aws-cdk-lib', () => {
    const agent = newAgent(newStack(), 'Agent', { description: 'Books trips', protocolConfiguration: agentcore.ProtocolType.A2A, tags: { team: 'travel' } });
    expect(resourceOf(agent).Properties).toMatchObject({ Description: 'Books trips', ProtocolConfiguration: 'A2A', Tags: { team: 'travel' } });
  });

  test('has an invocation URL with its ARN encoded', () => {
    const agent = newAgent(newStack());
    expect(JSON.stringify(agent.stack.resolve(agent.invocationUrl))).toContain('%2F');
    expect(JSON.stringify(agent.stack.resolve(agent.invocationUrl))).toContain('/invocations?qualifier=DEFAULT');
  });

  test('is allowed to read the Runtime Configuration with its execution role', () => {
    const agent = newAgent(newStack());
    const policies = resources(agent, 'AWS::IAM::Policy').filter(([, policy]) => JSON.stringify(policy).includes('appconfig:GetLatestConfiguration'));
    expect(policies.map(([, policy]) => policy.Properties.Roles)).toEqual([[agent.stack.resolve(agent.role.roleName)]]);
  });

  test('is created after the permission to read the Runtime Configuration', () => {
    const agent = newAgent(newStack());
    const [[policy]] = resources(agent, 'AWS::IAM::Policy').filter(([, p]) => JSON.stringify(p).includes('appconfig:GetLatestConfiguration'));
    expect(resourceOf(agent).DependsOn).toContain(policy);
  });
});

describe('environment variables', () => {
  test('are the given ones and the application ID of the Runtime Configuration', () => {
    const agent = newAgent(newStack(), 'Agent', { environmentVariables: { MODEL: 'nova' } });
    const [[application]] = resources(agent, 'AWS::AppConfig::Application');
    expect(environmentOf(agent)).toEqual({ MODEL: 'nova', RUNTIME_CONFIG_APP_ID: { Ref: application } });
  });

  test('can be added later', () => {
    const agent = newAgent(newStack());
    agent.addEnvironment('LATE', 'yes');
    expect(environmentOf(agent)).toHaveProperty('LATE', 'yes');
  });

  test('can be replaced', () => {
    const agent = newAgent(newStack(), 'Agent', { environmentVariables: { MODEL: 'nova' } });
    agent.addEnvironment('MODEL', 'other');
    expect(environmentOf(agent).MODEL).toBe('other');
  });

  test('are not added to the given object', () => {
    const environmentVariables = { MODEL: 'nova' };
    newAgent(newStack(), 'Agent', { environmentVariables }).addEnvironment('LATE', 'yes');
    expect(environmentVariables).toEqual({ MODEL: 'nova' });
  });

  test('can refer to another stack', () => {
    const app = newApp();
    const bucket = new s3.Bucket(newStack(app, 'Data'), 'Bucket');
    const agent = newAgent(newStack(app, 'Agents'), 'Agent', { environmentVariables: { BUCKET: bucket.bucketName } });
    agent.addEnvironment('BUCKET_ARN', bucket.bucketArn);
    const { template } = app.synth().getStackByName('Agents');
    const [{ Properties }] = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::BedrockAgentCore::Runtime');
    const [name, arn] = [Properties.EnvironmentVariables.BUCKET, Properties.EnvironmentVariables.BUCKET_ARN].map((value) => JSON.stringify(value));
    for (const reference of [name, arn]) expect(reference).toMatch(/Fn::(ImportValue|GetStackOutput)/);
  });

  test('are at most 50, including the application ID of the Runtime Configuration', () => {
    const variables = (count: number) => ({ environmentVariables: Object.fromEntries(Array.from({ length: count }, (_, i) => [`V${i}`, 'x'])) });
    const agent = newAgent(newStack(), 'Agent', variables(49));
    expect(Object.keys(environmentOf(agent))).toHaveLength(50);
    expect(() => agent.addEnvironment('V0', 'y')).not.toThrow();
    expect(messageOf(() => agent.addEnvironment('V50', 'y'))).toContain('runtime Stack/Agent already has 50 environment variables, the maximum, so `V50` cannot be added');
    expect(messageOf(() => newAgent(newStack(), 'Agent', variables(50)))).toContain('so `RUNTIME_CONFIG_APP_ID` cannot be added; remove an environment variable [cdk-agentcore-gateway:environment-variables at Stack/Agent]');
  });

  test('of one agent are not shared with another', () => {
    const stack = newStack();
    const [a, b] = ['A', 'B'].map((id) => newAgent(stack, id));
    a.addEnvironment('ONLY_A', 'yes');
    expect(environmentOf(b)).not.toHaveProperty('ONLY_A');
  });
});

describe('environment variables for agents of the AgentCore CLI', () => {
  test.each([
    ['DomainTools', 'DOMAINTOOLS'],
    ['domain-tools', 'DOMAIN_TOOLS'],
    ['domain.tools 2', 'DOMAIN_TOOLS_2'],
  ])('of a gateway with key %s begin with AGENTCORE_GATEWAY_%s', (runtimeConfigKey, name) => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway', { runtimeConfigKey });
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    gateway.grantInvokeAccess(agent);
    expect(environmentOf(agent)).toMatchObject({
      [`AGENTCORE_GATEWAY_${name}_URL`]: stack.resolve(gateway.url),
      [`AGENTCORE_GATEWAY_${name}_AUTH_TYPE`]: 'AWS_IAM',
    });
  });

  test('are not set by default', () => {
    const stack = newStack();
    const agent = newAgent(stack);
    new Gateway(stack, 'Gateway').grantInvokeAccess(agent);
    expect(Object.keys(environmentOf(agent))).toEqual(['RUNTIME_CONFIG_APP_ID']);
  });

  test('are only set for gateways that grant access', () => {
    const stack = newStack();
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    new Gateway(stack, 'Granted').grantInvokeAccess(agent);
    new Gateway(stack, 'Other');
    expect(Object.keys(environmentOf(agent)).filter((name) => name.endsWith('_URL'))).toEqual(['AGENTCORE_GATEWAY_GRANTED_URL']);
  });

  test('contain the inbound authorization of the gateway', () => {
    const stack = newStack();
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    new Gateway(stack, 'Gateway', { authorizerConfiguration: InboundAuth.authenticateOnly() }).grantInvokeAccess(agent);
    expect(environmentOf(agent).AGENTCORE_GATEWAY_GATEWAY_AUTH_TYPE).toBe('AUTHENTICATE_ONLY');
  });

  test('of two gateways with the same name fail, instead of one hiding the other', () => {
    const stack = newStack();
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    new Gateway(stack, 'A', { runtimeConfigKey: 'my-tools' }).grantInvokeAccess(agent);
    const other = new Gateway(stack, 'B', { runtimeConfigKey: 'my_tools' });
    const message = messageOf(() => other.grantInvokeAccess(agent));
    expect(message).toContain('AGENTCORE_GATEWAY_MY_TOOLS_URL');
    expect(message).toContain('cdk-agentcore-gateway:gateway-variable-taken');
  });

  test('may be set twice by one gateway', () => {
    const stack = newStack();
    const agent = newAgent(stack, 'Agent', { gatewayEnvironmentVariables: true });
    const gateway = new Gateway(stack, 'Gateway');
    expect(() => [1, 2].forEach(() => gateway.grantInvokeAccess(agent))).not.toThrow();
  });
});

describe('the local command', () => {
  const METADATA = 'cdk-agentcore-gateway:local';

  test('is in the metadata of the resource', () => {
    const local = LocalProcess.command('npx', ['tsx', 'server.ts'], { workingDirectory: 'servers/docs', environment: { DEBUG: '1' }, port: 8001 });
    expect(resourceOf(newAgent(newStack(), 'Agent', { local })).Metadata[METADATA]).toEqual({
      command: 'npx', args: ['tsx', 'server.ts'], workingDirectory: 'servers/docs', environment: { DEBUG: '1' }, port: 8001,
    });
  });

  test('is absent by default', () => {
    expect(resourceOf(newAgent(newStack())).Metadata?.[METADATA]).toBeUndefined();
  });

  test('does not affect the deployment', () => {
    const propertiesWith = (local?: LocalProcess) => resourceOf(newServer(newStack(), 'Server', { local })).Properties;
    expect(propertiesWith(LocalProcess.command('node', ['server.js']))).toEqual(propertiesWith());
  });
});

test('an agent can have an imported role, and is still registered', () => {
  const stack = newStack();
  const agent = newAgent(stack, 'Agent', { executionRole: iam.Role.fromRoleName(stack, 'Role', 'agent') });
  expect(environmentOf(agent)).toHaveProperty('RUNTIME_CONFIG_APP_ID');
  expect(agent.runtimeConfigKey).toBe('Agent');
});

test('only the artifact is required', () => {
  expect(resourceOf(newAgent(newStack(), 'Agent', { agentRuntimeArtifact: artifact() })).Properties.AgentRuntimeArtifact).toBeDefined();
});
