import { Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Gateway, GatewayProps, IGateway, InboundAuth, RuntimeConfig } from '../../src';
import { ACCOUNT, ENV, infos, messageOf, newAgent, newApp, newFunction, newStack, OTHER_ACCOUNT, REGION, resourceOf, resources, warnings } from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const JWT = InboundAuth.customJwt({ discoveryUrl: 'https://idp.example.com/.well-known/openid-configuration', allowedAudience: ['a'] });
const RESOURCE_POLICY = 'AWS::BedrockAgentCore::ResourcePolicy';
const GATEWAY_ARN = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-0123456789`;

function newGateway(props: GatewayProps = {}): Gateway {
  return new Gateway(newStack(undefined, 'Stack', { env: ENV }), 'Gateway', props);
}

function importedGateway(attrs: object = {}): IGateway & { stack: Stack } {
  return Gateway.fromGatewayAttributes(newStack(undefined, 'Stack', { env: ENV }), 'Gateway', {
    gatewayArn: GATEWAY_ARN, authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(), ...attrs,
  });
}

function role(scope: Stack): iam.Role {
  return new iam.Role(scope, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
}

/** The statements with `action` in all policies of a stack. */
function statements(scope: Stack, action = 'bedrock-agentcore:InvokeGateway'): any[] {
  const all = resources(scope, 'AWS::IAM::Policy').flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
  return all.filter((statement) => [statement.Action].flat().includes(action));
}

/** The documents of the resource policies in a stack, by their resource. */
function resourcePolicies(scope: Stack): [any, any][] {
  return resources(scope, RESOURCE_POLICY).map(([, policy]) => [policy.Properties.ResourceArn, policy.Properties.Policy]);
}

describe('a caller of the same account', () => {
  test('is allowed to invoke exactly this gateway', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(role(gateway.stack));
    expect(statements(gateway.stack)).toEqual([
      { Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: gateway.stack.resolve(gateway.gatewayArn) },
    ]);
  });

  test('has no resource policy', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(role(gateway.stack));
    expect(resources(gateway, RESOURCE_POLICY)).toEqual([]);
  });

  test('gets a successful Grant', () => {
    const gateway = newGateway();
    const grant = gateway.grantInvokeAccess(role(gateway.stack));
    expect(grant).toBeInstanceOf(iam.Grant);
    expect(grant.success).toBe(true);
  });

  test('has no annotations', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(role(gateway.stack));
    expect([...warnings(gateway.stack), ...infos(gateway.stack)]).toEqual([]);
  });

  test('may be a mutable imported role', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(iam.Role.fromRoleArn(gateway.stack, 'Caller', `arn:aws:iam::${ACCOUNT}:role/caller`));
    expect(statements(gateway.stack)).toHaveLength(1);
    expect(warnings(gateway.stack)).toEqual([]);
  });

  test('may be a user', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(new iam.User(gateway.stack, 'User'));
    expect(statements(gateway.stack)).toHaveLength(1);
    expect(warnings(gateway.stack)).toEqual([]);
  });

  test('is not allowed to invoke other gateways', () => {
    const gateway = newGateway();
    const other = new Gateway(gateway.stack, 'Other');
    gateway.grantInvokeAccess(role(gateway.stack));
    expect(JSON.stringify(statements(gateway.stack))).not.toContain(gateway.stack.getLogicalId(other.node.defaultChild as any));
  });
});

describe('a caller of another account', () => {
  const principals: [string, (stack: Stack) => iam.IGrantable, any][] = [
    ['an imported role', (stack) => iam.Role.fromRoleArn(stack, 'Caller', `arn:aws:iam::${OTHER_ACCOUNT}:role/caller`), `arn:aws:iam::${OTHER_ACCOUNT}:role/caller`],
    ['the account', () => new iam.AccountPrincipal(OTHER_ACCOUNT), `:iam::${OTHER_ACCOUNT}:root`],
    ['an ARN', () => new iam.ArnPrincipal(`arn:aws:iam::${OTHER_ACCOUNT}:role/caller`), `arn:aws:iam::${OTHER_ACCOUNT}:role/caller`],
  ];

  test.each(principals)('that is %s is allowed in the resource policy, on the exact ARN', (_, create, principal) => {
    const gateway = newGateway();
    const arn = gateway.stack.resolve(gateway.gatewayArn);
    const grant = gateway.grantInvokeAccess(create(gateway.stack));
    expect(grant.success).toBe(true);
    const [[resourceArn, policy]] = resourcePolicies(gateway.stack);
    expect(resourceArn).toEqual(arn);
    const parts = policy['Fn::Join'][1];
    const text = parts.map((part: any) => typeof part === 'string' ? part : JSON.stringify(part) === JSON.stringify(arn) ? 'THE-GATEWAY' : 'aws').join('');
    const document = JSON.parse(text);
    expect(document.Statement).toHaveLength(1);
    expect(document.Statement[0]).toMatchObject({ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: 'THE-GATEWAY' });
    expect(document.Statement[0].Principal.AWS).toContain(principal);
  });

  test('has an annotation: the other account must allow the call too', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(new iam.AccountPrincipal(OTHER_ACCOUNT));
    expect(infos(gateway.stack).join()).toContain(`a caller of account ${OTHER_ACCOUNT} was allowed in the resource policy; allow the call in that account too`);
  });

  test('shares the resource policy with the next caller', () => {
    const gateway = newGateway();
    for (const account of [OTHER_ACCOUNT, '111111111111']) gateway.grantInvokeAccess(new iam.AccountPrincipal(account));
    const policies = resourcePolicies(gateway.stack);
    expect(policies).toHaveLength(1);
    expect(JSON.stringify(policies)).toContain(OTHER_ACCOUNT);
    expect(JSON.stringify(policies)).toContain('111111111111');
  });

  test('that is a role of the app is allowed in its policy and in the resource policy, without an annotation', () => {
    const app = newApp();
    const gateway = new Gateway(newStack(app, 'A', { env: ENV }), 'Gateway', { gatewayName: 'tools' });
    const caller = new iam.Role(newStack(app, 'B', { env: { account: OTHER_ACCOUNT, region: REGION } }), 'Caller', {
      roleName: 'caller', assumedBy: new iam.AccountRootPrincipal(),
    });
    gateway.grantInvokeAccess(caller);
    expect(JSON.stringify(resourcePolicies(gateway.stack))).toContain(`:iam::${OTHER_ACCOUNT}:role/caller`);
    expect(JSON.stringify(statements(Stack.of(caller)))).toContain('gateway/tools-??????????');
    expect(infos(gateway.stack)).toEqual([]);
  });
});

describe('a service as caller', () => {
  test('is allowed in the resource policy', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(new iam.ServicePrincipal('events.amazonaws.com'));
    expect(JSON.stringify(resourcePolicies(gateway.stack))).toContain('events.amazonaws.com');
  });
});

describe('a role whose policies the app cannot change', () => {
  const immutable: [string, (stack: Stack) => iam.IRole][] = [
    ['an immutable imported role', (stack) => iam.Role.fromRoleArn(stack, 'Caller', `arn:aws:iam::${ACCOUNT}:role/caller`, { mutable: false })],
    ['a role without policy updates', (stack) => role(stack).withoutPolicyUpdates()],
  ];

  test.each(immutable)('%s has a warning with the missing statement', (_, create) => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(create(gateway.stack));
    const [warning] = warnings(gateway.stack);
    expect(warning).toMatch(/this app cannot change the policies of role Stack\/\S+, so nothing was granted; add these statements manually: /);
    expect(warning).toContain('"Action":"bedrock-agentcore:InvokeGateway"');
    expect(warning).toContain(JSON.stringify(gateway.stack.resolve(gateway.gatewayArn)));
    expect(warning).toContain('[ack: cdk-agentcore-gateway::role-not-changed]');
  });

  test.each(immutable)('%s as the role of a gateway has a warning with the missing statement for each target', (_, create) => {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const gateway = new Gateway(stack, 'Gateway', { role: create(stack) });
    const fn = newFunction(stack);
    gateway.addLambdaTarget('Weather', { lambdaFunction: fn, toolSchema: agentcore.ToolSchema.fromInline([{ name: 'a', description: 'Does it.', inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT } }]) });
    const [warning] = warnings(stack);
    expect(warning).toContain('lambda:InvokeFunction');
    expect(warning).toContain(JSON.stringify(stack.resolve(fn.functionArn)));
  });
});

describe('a gateway with JWT inbound authorization', () => {
  test('throws instead of granting nothing', () => {
    const gateway = newGateway({ authorizerConfiguration: JWT });
    const message = messageOf(() => gateway.grantInvokeAccess(role(gateway.stack)));
    expect(message).toContain('gateway Stack/Gateway has JWT inbound authorization, so an IAM permission has no effect; call `grantTokenAccess` instead');
    expect(message).toContain('or create the gateway with `authorizerConfiguration: GatewayAuthorizer.usingAwsIam()`');
    expect(message).toContain('[cdk-agentcore-gateway:grant-on-jwt at Stack/Gateway]');
  });

  test('throws also if it is imported', () => {
    const gateway = importedGateway({ authorizerConfiguration: JWT });
    expect(messageOf(() => gateway.grantInvokeAccess(role(gateway.stack)))).toContain('cdk-agentcore-gateway:grant-on-jwt');
  });
});

describe('a gateway without inbound authorization', () => {
  test('grants nothing, because anyone can invoke it, with an annotation', () => {
    const gateway = newGateway({ authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    gateway.grantInvokeAccess(role(gateway.stack));
    expect(statements(gateway.stack)).toEqual([]);
    expect(infos(gateway.stack).join()).toContain('gateway Stack/Gateway has no inbound authorization: anyone can invoke it, so nothing was granted');
  });

  test('can still be found by the grantee', () => {
    const gateway = newGateway({ authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    const fn = newFunction(gateway.stack);
    gateway.grantInvokeAccess(fn);
    expect(resourceOf(fn).Properties.Environment.Variables).toHaveProperty(RuntimeConfig.APPLICATION_ID_VARIABLE);
  });
});

test('a gateway with AUTHENTICATE_ONLY grants access like a gateway with AWS_IAM', () => {
  const gateway = newGateway({ authorizerConfiguration: InboundAuth.authenticateOnly() });
  gateway.grantInvokeAccess(role(gateway.stack));
  expect(statements(gateway.stack)).toHaveLength(1);
});

describe('an imported gateway', () => {
  test('can be invoked by its grantees', () => {
    const gateway = importedGateway();
    gateway.grantInvokeAccess(role(gateway.stack));
    expect(statements(gateway.stack)).toEqual([{ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: GATEWAY_ARN }]);
  });

  test.each<[string, (stack: Stack) => iam.IGrantable]>([
    ['a role of another account', (stack) => iam.Role.fromRoleArn(stack, 'Caller', `arn:aws:iam::${OTHER_ACCOUNT}:role/caller`)],
    ['another account', () => new iam.AccountPrincipal(OTHER_ACCOUNT)],
    ['a service', () => new iam.ServicePrincipal('events.amazonaws.com')],
  ])('without its resource policy in the app cannot grant access to %s, and the error says so', (_, create) => {
    const gateway = importedGateway();
    const message = messageOf(() => gateway.grantInvokeAccess(create(gateway.stack)));
    expect(message).toContain('access to gateway Stack/Gateway cannot be granted to');
    expect(message).toContain('allow `bedrock-agentcore:InvokeGateway` on the ARN of the gateway where the caller and the gateway are created');
    expect(message).toContain('cdk-agentcore-gateway:grant-not-possible');
  });

  test('imported by name only cannot grant access, and the error says what to pass', () => {
    const stack = newStack();
    const gateway = Gateway.fromGatewayAttributes(stack, 'Gateway', { gatewayName: 'tools' });
    expect(messageOf(() => gateway.grantInvokeAccess(role(stack)))).toContain('was imported without `authorizerConfiguration`; pass it to');
  });
});

describe('an agent with access', () => {
  test('is allowed to invoke the gateway with its execution role', () => {
    const gateway = newGateway();
    const agent = newAgent(gateway.stack);
    gateway.grantInvokeAccess(agent);
    const [policy] = resources(gateway, 'AWS::IAM::Policy').filter(([, p]) => JSON.stringify(p).includes('InvokeGateway'));
    expect(policy[1].Properties.Roles).toEqual([gateway.stack.resolve(agent.role.roleName)]);
  });

  test('has the application ID of the Runtime Configuration in its environment, and is allowed to read it', () => {
    const gateway = newGateway();
    const agent = newAgent(gateway.stack);
    gateway.grantInvokeAccess(agent);
    expect(resourceOf(agent).Properties.EnvironmentVariables).toHaveProperty('RUNTIME_CONFIG_APP_ID');
    expect(statements(gateway.stack, 'appconfig:GetLatestConfiguration')).toHaveLength(1);
  });

  test('is not changed by gateways that do not grant it access', () => {
    const gateway = newGateway();
    newAgent(gateway.stack);
    expect(statements(gateway.stack)).toEqual([]);
  });
});

describe('a function with access', () => {
  function granted() {
    const gateway = newGateway();
    const fn = newFunction(gateway.stack);
    gateway.grantInvokeAccess(fn);
    return { gateway, fn };
  }

  test('is allowed to invoke the gateway', () => {
    expect(statements(granted().gateway.stack)).toHaveLength(1);
  });

  test('has the application ID of the Runtime Configuration in its environment', () => {
    const { gateway, fn } = granted();
    const [[applicationId]] = resources(gateway, 'AWS::AppConfig::Application');
    expect(resourceOf(fn).Properties.Environment.Variables).toEqual({ RUNTIME_CONFIG_APP_ID: { Ref: applicationId } });
  });

  test('is allowed to read this Runtime Configuration only', () => {
    const { gateway } = granted();
    const [statement] = statements(gateway.stack, 'appconfig:GetLatestConfiguration');
    expect(statement.Action).toEqual(['appconfig:GetLatestConfiguration', 'appconfig:StartConfigurationSession']);
    const [[application], [environment], [profile]] = ['Application', 'Environment', 'ConfigurationProfile']
      .map((type) => resources(gateway, `AWS::AppConfig::${type}`)[0]);
    const parts = statement.Resource['Fn::Join'][1];
    expect(parts.slice(-5)).toEqual([{ Ref: application }, '/environment/', { Ref: environment }, '/configuration/', { Ref: profile }]);
  });

  test('to an imported gateway is allowed to read the Runtime Configuration', () => {
    const gateway = importedGateway();
    const fn = newFunction(gateway.stack);
    gateway.grantInvokeAccess(fn);
    expect(resourceOf(fn).Properties.Environment.Variables).toHaveProperty('RUNTIME_CONFIG_APP_ID');
  });

  test('that is an alias is allowed to invoke the gateway', () => {
    const gateway = newGateway();
    gateway.grantInvokeAccess(new lambda.Alias(gateway.stack, 'Alias', { aliasName: 'live', version: newFunction(gateway.stack).currentVersion }));
    expect(statements(gateway.stack)).toHaveLength(1);
  });
});

describe('access to an agent', () => {
  const INVOKE = 'bedrock-agentcore:InvokeAgentRuntime';

  test('is for the runtime and its endpoints', () => {
    const stack = newStack();
    const agent = newAgent(stack);
    agent.grantInvokeAccess(role(stack));
    const arn = stack.resolve(agent.agentRuntimeArn);
    expect(statements(stack, INVOKE)).toEqual([{ Effect: 'Allow', Action: INVOKE, Resource: [arn, { 'Fn::Join': ['', [arn, '/*']] }] }]);
  });

  test('lets a function find it', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    newAgent(stack).grantInvokeAccess(fn);
    expect(resourceOf(fn).Properties.Environment.Variables).toHaveProperty('RUNTIME_CONFIG_APP_ID');
  });

  test('from another account is allowed by the policies of the runtime and of its endpoint, each on its exact ARN', () => {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const agent = newAgent(stack);
    agent.grantInvokeAccess(new iam.AccountPrincipal(OTHER_ACCOUNT));
    const arn = stack.resolve(agent.agentRuntimeArn);
    const endpoint = { 'Fn::Join': ['', [arn, '/runtime-endpoint/DEFAULT']] };
    const policies = resourcePolicies(stack);
    expect(policies.map(([resource]) => resource)).toEqual(expect.arrayContaining([arn, endpoint]));
    for (const [, document] of policies) expect(JSON.stringify(document)).not.toContain('/*');
    expect(JSON.stringify(policies.find(([resource]) => JSON.stringify(resource) === JSON.stringify(endpoint))![1])).toContain('/runtime-endpoint/DEFAULT');
  });

  test('with JWT inbound authorization throws instead of granting nothing', () => {
    const stack = newStack();
    const agent = newAgent(stack, 'Agent', {
      authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT('https://x.example.com/.well-known/openid-configuration', ['c']),
    });
    const message = messageOf(() => agent.grantInvokeAccess(role(stack)));
    expect(message).toContain('agent Stack/Agent has JWT inbound authorization, so an IAM permission has no effect');
    expect(message).toContain('cdk-agentcore-gateway:grant-on-jwt');
  });
});
