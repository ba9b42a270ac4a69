import { App, Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Gateway, GatewayAttributes, GatewayTarget, IGateway, InboundAuth } from '../../src';
import { ACCOUNT, ENV, messageOf, newAgent, newFunction, newServer, newStack, OTHER_ACCOUNT, REGION, resourceOf, resources, tools } from '../builders';

const ATTRIBUTES: GatewayAttributes = {
  gatewayArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-0123456789`,
  gatewayId: 'tools-0123456789',
  gatewayName: 'Tools',
  gatewayUrl: `https://tools-0123456789.gateway.bedrock-agentcore.${REGION}.amazonaws.com/mcp`,
  authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam(),
  protocolConfiguration: agentcore.GatewayProtocol.mcp({}),
};

function imported(attrs: GatewayAttributes = ATTRIBUTES, stack: Stack = newStack()): IGateway & { readonly stack: Stack } {
  return Gateway.fromGatewayAttributes(stack, 'Imported', attrs);
}

function withRole(attrs: Partial<GatewayAttributes> = ATTRIBUTES): IGateway & { readonly stack: Stack } {
  const stack = newStack(undefined, 'Stack', { env: ENV });
  return imported({ ...attrs, role: iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/tools`) }, stack);
}

const lambdaTarget = (gateway: IGateway & { stack: Stack }) => GatewayTarget.forLambda(gateway.stack, 'Target', {
  gateway, lambdaFunction: newFunction(gateway.stack), toolSchema: tools('do_it'),
});

test.each(Object.keys(ATTRIBUTES) as (keyof GatewayAttributes & keyof IGateway)[])('an imported gateway knows the %s it was given', (attribute) => {
  expect(imported()[attribute]).toBe(ATTRIBUTES[attribute]);
});

test('an imported gateway knows the role it was given', () => {
  const stack = newStack();
  const role = iam.Role.fromRoleName(stack, 'Role', 'tools');
  expect(imported({ role }, stack).role).toBe(role);
});

test('an imported gateway has its URL as a text too', () => {
  expect(imported().url).toBe(ATTRIBUTES.gatewayUrl);
});

test('an imported gateway creates nothing', () => {
  const gateway = imported();
  expect((gateway.node.root as App).synth().getStackByName('Stack').template.Resources).toBeUndefined();
});

const REQUIRED = [...Object.keys(ATTRIBUTES), 'role'].filter((attribute) => attribute !== 'protocolConfiguration');

test.each(REQUIRED as (keyof GatewayAttributes & keyof IGateway)[])('asking for a %s that was not given fails, with the reason', (attribute) => {
  const gateway = imported({});
  const message = messageOf(() => gateway[attribute]);
  expect(message).toBe(`gateway Stack/Imported was imported without \`${attribute}\`; pass it to \`Gateway.fromGatewayAttributes\` `
    + '[cdk-agentcore-gateway:import-attribute-unknown at Stack/Imported]');
});

test('asking for a URL that was not given fails, with the reason', () => {
  expect(messageOf(() => imported({}).url)).toContain('was imported without `gatewayUrl`');
});

test('metrics of an imported gateway need only its ARN: the protocol is taken to be MCP', () => {
  const gateway = imported({ gatewayArn: ATTRIBUTES.gatewayArn });
  expect(gateway.metricInvocations().dimensions).toEqual({ Operation: 'InvokeGateway', Protocol: 'MCP', Resource: ATTRIBUTES.gatewayArn });
});

describe('the id', () => {
  test('is taken from the ARN', () => {
    expect(imported({ gatewayArn: ATTRIBUTES.gatewayArn }).gatewayId).toBe('tools-0123456789');
  });

  test('cannot be taken from an ARN that is only known at deployment, and the error says so', () => {
    const gateway = imported({ gatewayArn: Token.asString({ Ref: 'Arn' }) });
    expect(messageOf(() => gateway.gatewayId)).toContain('was imported without `gatewayId`');
  });
});

describe('the environment', () => {
  test('is that of the ARN', () => {
    const gateway = imported({ gatewayArn: `arn:aws:bedrock-agentcore:eu-west-1:${OTHER_ACCOUNT}:gateway/tools-0123456789` });
    expect(gateway.env).toEqual(expect.objectContaining({ account: OTHER_ACCOUNT, region: 'eu-west-1' }));
  });

  test('is that of the stack without an ARN', () => {
    const gateway = imported({}, newStack(undefined, 'Stack', { env: ENV }));
    expect(gateway.env).toEqual(expect.objectContaining(ENV));
  });
});

describe('authorization is what was said, not what is usual', () => {
  test('a gateway that takes tokens says so', () => {
    const authorizerConfiguration = InboundAuth.customJwt({ discoveryUrl: 'https://x.example.com/.well-known/openid-configuration', allowedAudience: ['a'] });
    expect(imported({ authorizerConfiguration }).authorizerConfiguration.authorizerType).toBe('CUSTOM_JWT');
  });
});

describe('targets of an imported gateway', () => {
  test('are created in this app, with their policy', () => {
    const gateway = withRole();
    const target = lambdaTarget(gateway);
    expect(resourceOf(target).Properties.GatewayIdentifier).toBe('tools-0123456789');
    expect(resources(gateway.stack, 'AWS::IAM::Policy')[0][1].Properties.Roles).toEqual(['tools']);
  });

  test('fail without a role, which must be allowed to call them', () => {
    const gateway = imported({ ...ATTRIBUTES, role: undefined });
    expect(messageOf(() => lambdaTarget(gateway))).toContain('was imported without `role`');
  });

  test('need no role when there is nothing to allow', () => {
    const gateway = imported({ gatewayId: 'tools-0123456789' });
    const target = GatewayTarget.forMcpServer(gateway.stack, 'Target', { gateway, endpoint: 'https://mcp.example.com' });
    expect(resourceOf(target).Properties.GatewayIdentifier).toBe('tools-0123456789');
  });

  test('are not refused for a protocol that is not known', () => {
    const gateway = withRole({ gatewayId: 'tools-0123456789' });
    expect(() => {
      lambdaTarget(gateway);
      GatewayTarget.forMcpRuntime(gateway.stack, 'Server', { gateway, runtime: newServer(gateway.stack, 'S') });
      GatewayTarget.forAgent(gateway.stack, 'Agent', { gateway, runtime: newAgent(gateway.stack, 'A') });
    }).not.toThrow();
  });

  test('are refused for a protocol that is known', () => {
    const gateway = withRole({ ...ATTRIBUTES, protocolConfiguration: agentcore.GatewayProtocol.mcp() });
    const add = () => GatewayTarget.forAgent(gateway.stack, 'Agent', { gateway, runtime: newAgent(gateway.stack) });
    expect(messageOf(add)).toContain('cdk-agentcore-gateway:auth-target-protocol');
  });

  test('with credentials need the name, of which identity ARNs are made', () => {
    const credentialProviderConfigurations = [agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
      providerArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/default/apikeycredentialprovider/key`,
      secretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:key`,
    })];
    const add = (attrs: GatewayAttributes) => {
      const gateway = withRole(attrs);
      GatewayTarget.forMcpServer(gateway.stack, 'Target', { gateway, endpoint: 'https://mcp.example.com', credentialProviderConfigurations });
      return gateway;
    };
    expect(messageOf(() => add({ ...ATTRIBUTES, gatewayName: undefined }))).toContain('was imported without `gatewayName`');
    expect(JSON.stringify(resources(add(ATTRIBUTES).stack, 'AWS::IAM::Policy'))).toContain('workload-identity/tools-??????????');
  });

  test('cannot have the name of one that was added here before', () => {
    const gateway = withRole();
    lambdaTarget(gateway);
    expect(messageOf(() => GatewayTarget.forMcpServer(gateway.stack, 'Other', {
      gateway, endpoint: 'https://mcp.example.com', gatewayTargetName: 'target',
    }))).toContain('already has a target with the name `target`, Stack/Target, so Stack/Other cannot have it');
  });
});

describe('an imported gateway as a target', () => {
  test('is called at its URL, and may be invoked by its ARN', () => {
    const gateway = imported();
    const target = new Gateway(gateway.stack, 'Outer').addGateway(gateway);
    expect(resourceOf(target).Properties.TargetConfiguration.Mcp.McpServer.Endpoint).toBe(ATTRIBUTES.gatewayUrl);
    expect(JSON.stringify(resources(gateway.stack, 'AWS::IAM::Policy'))).toContain(ATTRIBUTES.gatewayArn);
  });

  test('is called like its construct id', () => {
    const gateway = imported();
    expect(new Gateway(gateway.stack, 'Outer').addGateway(gateway).gatewayTargetName).toBe('imported');
  });

  test.each<keyof GatewayAttributes>(['gatewayUrl', 'gatewayArn', 'authorizerConfiguration'])('fails without its %s', (attribute) => {
    const gateway = imported({ ...ATTRIBUTES, [attribute]: undefined });
    expect(messageOf(() => new Gateway(gateway.stack, 'Outer').addGateway(gateway))).toContain(`was imported without \`${attribute}\``);
  });

  test('does not fail without its protocol, which the library can do without', () => {
    const gateway = imported({ ...ATTRIBUTES, protocolConfiguration: undefined });
    expect(() => new Gateway(gateway.stack, 'Outer').addGateway(gateway)).not.toThrow();
  });

  test('can be one of aws-cdk-lib only when its URL is known, and the error says how', () => {
    const stack = newStack();
    const gateway = agentcore.Gateway.fromGatewayAttributes(stack, 'Upstream', {
      gatewayArn: ATTRIBUTES.gatewayArn!, gatewayId: 'tools-0123456789', gatewayName: 'tools', role: iam.Role.fromRoleName(stack, 'Role', 'tools'),
    });
    const message = messageOf(() => new Gateway(stack, 'Outer').addGateway(gateway));
    expect(message).toContain('gateway Stack/Upstream was imported without its URL; import it with `Gateway.fromGatewayAttributes` of cdk-agentcore-gateway');
  });
});

test('an imported gateway can have an imported gateway as target, also when only its own id and role are known', () => {
  const outer = withRole({ gatewayId: 'outer-0123456789' });
  const inner = Gateway.fromGatewayAttributes(outer.stack, 'Inner', ATTRIBUTES);
  expect(() => GatewayTarget.forGateway(outer.stack, 'Target', { gateway: outer, innerGateway: inner })).not.toThrow();
});

test('access is granted in a stack whose account is only known at deployment', () => {
  const gateway = imported();
  gateway.grantInvokeAccess(new iam.Role(gateway.stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
  expect(resources(gateway.stack, 'AWS::IAM::Policy')[0][1].Properties.PolicyDocument.Statement)
    .toEqual([{ Effect: 'Allow', Action: 'bedrock-agentcore:InvokeGateway', Resource: ATTRIBUTES.gatewayArn }]);
});
