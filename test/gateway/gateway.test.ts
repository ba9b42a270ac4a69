import * as fs from 'fs';
import { Aws, Duration, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as ts from 'typescript';
import { DomainOverride, Gateway, GatewayProps, MultiProtocol, InboundAuth, InterceptorPayloadFilter, PrivateEndpoint, WafFailureMode } from '../../src';
import {
  ACCOUNT, ENV, infos, messageOf, newFunction, newStack, only, REGION, resourceOf, reportedAt, resources, tools, warnings,
} from '../builders';

// Synthesis prints the warnings that are expected here.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());

const GATEWAY = 'AWS::BedrockAgentCore::Gateway';
const DISCOVERY_URL = 'https://idp.example.com/.well-known/openid-configuration';

function newGateway(props: GatewayProps = {}): Gateway {
  return new Gateway(newStack(), 'Gateway', props);
}

/** The properties of a gateway with these props. */
function rendered(props: GatewayProps = {}): any {
  return only(newGateway(props), GATEWAY).Properties;
}

describe('a gateway without props', () => {
  test('authorizes its callers by IAM', () => {
    expect(rendered()).toMatchObject({ AuthorizerType: 'AWS_IAM' });
    expect(rendered().AuthorizerConfiguration).toBeUndefined();
  });

  test('creates no user pool', () => {
    expect(resources(newGateway(), 'AWS::Cognito::UserPool')).toEqual([]);
  });

  test('has the MCP protocol', () => {
    expect(rendered().ProtocolType).toBe('MCP');
  });

  test('has semantic search', () => {
    expect(rendered().ProtocolConfiguration.Mcp.SearchType).toBe('SEMANTIC');
  });

  test('accepts every MCP version that aws-cdk-lib knows', () => {
    const known = Object.values(agentcore.MCPProtocolVersion).map((version: any) => version.value);
    expect([...rendered().ProtocolConfiguration.Mcp.SupportedVersions].sort()).toEqual(known.sort());
  });

  test('accepts clients without version header, which speak 2025-03-26', () => {
    expect(rendered().ProtocolConfiguration.Mcp.SupportedVersions).toContain('2025-03-26');
  });

  test('has no property that says nothing', () => {
    expect(Object.keys(rendered()).sort()).toEqual(['AuthorizerType', 'Name', 'ProtocolConfiguration', 'ProtocolType', 'RoleArn']);
  });

  test('has a role without permissions', () => {
    const gateway = newGateway();
    expect(resources(gateway, 'AWS::IAM::Policy')).toEqual([]);
    expect(resourceOf(gateway.role).Properties.Policies).toBeUndefined();
  });

  test('warns of nothing', () => {
    expect(warnings(newGateway())).toEqual([]);
  });
});

describe('the role', () => {
  test('trusts only the service, for gateways of this account with the lower-cased name', () => {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const gateway = new Gateway(stack, 'Gateway', { gatewayName: 'Team-Tools' });
    const { Statement } = resourceOf(gateway.role).Properties.AssumeRolePolicyDocument;
    expect(Statement).toHaveLength(1);
    expect(Statement[0]).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    });
    const pattern = stack.resolve(Statement[0].Condition.ArnLike['aws:SourceArn']);
    expect(JSON.stringify(pattern)).toContain(`:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/team-tools-??????????`);
  });

  test('can be given', () => {
    const stack = newStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
    new Gateway(stack, 'Gateway', { role });
    expect(only(stack, GATEWAY).Properties.RoleArn).toEqual(stack.resolve(role.roleArn));
    expect(resources(stack, 'AWS::IAM::Role')).toHaveLength(1);
  });

  test('trusts every gateway of the account when the name is only known at deployment, with a warning', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway', { gatewayName: Token.asString({ Ref: 'NameParameter' }) });
    const arn = resourceOf(gateway.role).Properties.AssumeRolePolicyDocument.Statement[0].Condition.ArnLike['aws:SourceArn'];
    expect(JSON.stringify(arn)).toContain(':gateway/*');
    expect(warnings(stack).join()).toContain('cdk-agentcore-gateway::gateway-name-token');
  });
});

describe('the URL', () => {
  test('is a text that other constructs can use', () => {
    const gateway = newGateway();
    const url: string = gateway.url;
    expect(gateway.stack.resolve(url)).toEqual({ 'Fn::GetAtt': [gateway.stack.getLogicalId(gateway.node.defaultChild as any), 'GatewayUrl'] });
  });

  test('is the gatewayUrl of aws-cdk-lib', () => {
    const gateway = newGateway();
    expect(gateway.gatewayUrl).toBe(gateway.url);
  });
});

describe('what aws-cdk-lib offers for gateways', () => {
  test('grants of aws-cdk-lib work', () => {
    const gateway = newGateway();
    const role = new iam.Role(gateway.stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() });
    gateway.grantRead(role);
    expect(JSON.stringify(only(gateway, 'AWS::IAM::Policy').Properties.PolicyDocument)).toContain('bedrock-agentcore:GetGateway');
  });

  test('metrics are of this gateway', () => {
    const gateway = newGateway();
    expect(gateway.metricInvocations().dimensions).toMatchObject({ Operation: 'InvokeGateway', Protocol: 'MCP', Resource: gateway.gatewayArn });
  });

  test('the reference names the gateway', () => {
    const gateway = newGateway();
    expect(gateway.gatewayRef).toEqual({ gatewayIdentifier: gateway.gatewayId, gatewayArn: gateway.gatewayArn });
  });
});

describe('inbound authorization', () => {
  test.each([
    ['IAM', agentcore.GatewayAuthorizer.usingAwsIam(), 'AWS_IAM'],
    ['none', agentcore.GatewayAuthorizer.withNoAuth(), 'NONE'],
    ['a token', agentcore.GatewayAuthorizer.usingCustomJwt({ discoveryUrl: DISCOVERY_URL, allowedAudience: ['tools'] }), 'CUSTOM_JWT'],
    ['a token, with the options of this library', InboundAuth.customJwt({ discoveryUrl: DISCOVERY_URL, allowedClients: ['client'] }), 'CUSTOM_JWT'],
    ['a signature that is only authenticated', InboundAuth.authenticateOnly(), 'AUTHENTICATE_ONLY'],
  ])('can be %s', (_, authorizerConfiguration, type) => {
    expect(rendered({ authorizerConfiguration }).AuthorizerType).toBe(type);
  });

  test('takes users of a Cognito user pool', () => {
    const stack = newStack();
    const userPool = new cognito.UserPool(stack, 'Pool');
    const authorizerConfiguration = agentcore.GatewayAuthorizer.usingCognito({ userPool, allowedClients: [userPool.addClient('Client')] });
    new Gateway(stack, 'Gateway', { authorizerConfiguration });
    expect(only(stack, GATEWAY).Properties.AuthorizerConfiguration.CustomJWTAuthorizer.DiscoveryUrl).toBeDefined();
  });

  test('renders a private endpoint of the identity provider that VPC Lattice knows', () => {
    const authorizerConfiguration = InboundAuth.customJwt({
      discoveryUrl: DISCOVERY_URL, allowedAudience: ['tools'], privateEndpoint: PrivateEndpoint.lattice('rcfg-0123456789abcdef0'),
    });
    expect(rendered({ authorizerConfiguration }).AuthorizerConfiguration.CustomJWTAuthorizer.PrivateEndpoint)
      .toEqual({ SelfManagedLatticeResource: { ResourceConfigurationIdentifier: 'rcfg-0123456789abcdef0' } });
  });

  test('keeps what aws-cdk-lib offers for tokens', () => {
    const configuration = { discoveryUrl: DISCOVERY_URL, allowedAudience: ['a'], allowedClients: ['c'], allowedScopes: ['s'] };
    const ours = rendered({ authorizerConfiguration: InboundAuth.customJwt(configuration) }).AuthorizerConfiguration;
    const upstream = rendered({ authorizerConfiguration: agentcore.GatewayAuthorizer.usingCustomJwt(configuration) }).AuthorizerConfiguration;
    expect(ours).toEqual(upstream);
  });

  test.each([
    ['no', {}, 0],
    ['51', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`s${i}`, 'x'])), 51],
  ])('fails when %s scopes are mapped', (_, advertisedScopeMapping, count) => {
    const message = messageOf(() => InboundAuth.customJwt({ discoveryUrl: DISCOVERY_URL, allowedAudience: ['a'], advertisedScopeMapping }));
    expect(message).toContain(`\`advertisedScopeMapping\` has ${count} scopes; give 1 to 50`);
    expect(message).toContain('cdk-agentcore-gateway:advertised-scope-mapping');
  });

  test('of nobody is left to a rule', () => {
    const gateway = newGateway({ authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    expect(warnings(gateway)).toEqual([]);
    expect(reportedAt(gateway)).toEqual([expect.stringMatching(/^auth-none-open Stack\/Gateway: /)]);
  });

});

describe('a gateway without protocol', () => {
  test('has no protocol type and no protocol configuration', () => {
    const properties = rendered({ protocolConfiguration: MultiProtocol.all() });
    expect(properties.ProtocolType).toBeUndefined();
    expect(properties.ProtocolConfiguration).toBeUndefined();
  });

  test('says in the Runtime Configuration that it takes all', () => {
    const gateway = newGateway({ protocolConfiguration: MultiProtocol.all() });
    expect(JSON.stringify(only(gateway, 'AWS::AppConfig::HostedConfigurationVersion'))).toContain('\\"protocol\\":\\"ALL\\"');
  });

  test.each([
    ['sessions', { sessionConfiguration: {} }, 'sessionConfiguration'],
    ['streaming', { responseStreaming: true }, 'responseStreaming'],
    ['tool lists in one page', { disableListToolsPagination: true }, 'disableListToolsPagination'],
  ])('fails with %s', (_, props, name) => {
    expect(messageOf(() => newGateway({ protocolConfiguration: MultiProtocol.all(), ...props })))
      .toContain(`\`${name}\` needs the protocol type MCP, and this gateway has none`);
  });
});

test('a mode beside an engine that is given fails at the call, and says where it belongs', () => {
  const stack = newStack();
  const policyEngineConfiguration = { policyEngine: new agentcore.PolicyEngine(stack, 'Engine') };
  expect(messageOf(() => new Gateway(stack, 'Gateway', { policyEngineConfiguration, policyEngineMode: agentcore.PolicyEngineMode.LOG_ONLY })))
    .toMatch(/`policyEngineMode` is for a policy engine that the gateway creates.*set `mode` in `policyEngineConfiguration` instead.*gateway-props at Stack\/Gateway/s);
});

describe('what the service would refuse fails at the call', () => {
  test.each<[string, GatewayProps, string]>([
    ['a description of no characters', { description: '' }, 'description has 0 characters; give 1 to 200'],
    ['a description of 201 characters', { description: 'x'.repeat(201) }, 'description has 201 characters; give 1 to 200'],
    ['instructions of 2049 characters', { protocolConfiguration: agentcore.GatewayProtocol.mcp({ instructions: 'x'.repeat(2049) }) }, 'instructions has 2049 characters; give 1 to 2048'],
    ['a reserved tag', { tags: { 'aws:team': 'x' } }, 'tag `aws:team` begins with aws:, which is reserved'],
    ['a session of 14 minutes', { sessionConfiguration: { sessionTimeout: Duration.minutes(14) } }, 'sessionTimeout is 840 seconds; give 900 to 28800'],
    ['a session of 9 hours', { sessionConfiguration: { sessionTimeout: Duration.hours(9) } }, 'sessionTimeout is 32400 seconds; give 900 to 28800'],
  ])('%s', (_, props, text) => {
    expect(messageOf(() => newGateway(props))).toContain(text);
  });

  test('all faults are reported together, with the path and the id', () => {
    const message = messageOf(() => newGateway({ description: '', tags: { 'aws:x': 'y' } }));
    expect(message).toContain('- description has 0 characters');
    expect(message).toContain('- tag `aws:x`');
    expect(message).toContain('[cdk-agentcore-gateway:gateway-props at Stack/Gateway]');
  });

  test('nothing is said about values that are only known at deployment', () => {
    expect(() => newGateway({
      description: Token.asString({ Ref: 'Description' }),
      sessionConfiguration: { sessionTimeout: Duration.seconds(Token.asNumber({ Ref: 'Timeout' })) },
    })).not.toThrow();
  });
});

describe('sessions', () => {
  test('last an hour unless said otherwise', () => {
    expect(rendered({ sessionConfiguration: {} }).ProtocolConfiguration.Mcp.SessionConfiguration).toEqual({ SessionTimeoutInSeconds: 3600 });
  });

  test('are off by default', () => {
    expect(rendered().ProtocolConfiguration.Mcp.SessionConfiguration).toBeUndefined();
  });
});

describe('interceptors', () => {
  const { LambdaInterceptor } = agentcore;

  test('fail when there are two for one point, naming the point and the gateway', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway', { interceptorConfigurations: [LambdaInterceptor.forRequest(newFunction(stack, 'A'))] });
    const message = messageOf(() => gateway.addInterceptor(LambdaInterceptor.forRequest(newFunction(stack, 'B'))));
    expect(message).toContain('gateway Stack/Gateway already has a REQUEST interceptor');
    expect(message).toContain('cdk-agentcore-gateway:limits-interceptors');
  });

  test('added later are in the template too', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    gateway.addInterceptor(LambdaInterceptor.forRequest(newFunction(stack, 'A')));
    gateway.addInterceptor(LambdaInterceptor.forResponse(newFunction(stack, 'B')));
    const points = only(stack, GATEWAY).Properties.InterceptorConfigurations.map((i: any) => i.InterceptionPoints);
    expect(points).toEqual([['REQUEST'], ['RESPONSE']]);
  });

  test('may be invoked before the gateway is created', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    new Gateway(stack, 'Gateway', { interceptorConfigurations: [LambdaInterceptor.forRequest(fn)] });
    const [[policyId, policy]] = resources(stack, 'AWS::IAM::Policy');
    const { Statement } = policy.Properties.PolicyDocument;
    expect(Statement).toEqual([{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: stack.resolve(fn.functionArn) }]);
    expect(only(stack, GATEWAY).DependsOn).toEqual([policyId]);
  });

  test('that get a filter keep their options', () => {
    const stack = newStack();
    const interceptor = LambdaInterceptor.forResponse(newFunction(stack), { passRequestHeaders: true });
    new Gateway(stack, 'Gateway', { interceptorConfigurations: [InterceptorPayloadFilter.excludeResponseBody(interceptor)] });
    expect(only(stack, GATEWAY).Properties.InterceptorConfigurations[0].InputConfiguration)
      .toEqual({ PassRequestHeaders: true, PayloadFilter: { Exclude: [{ Field: 'RESPONSE_BODY' }] } });
  });

  test('one function can have both points, with one policy', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    new Gateway(stack, 'Gateway', { interceptorConfigurations: [LambdaInterceptor.forRequest(fn), LambdaInterceptor.forResponse(fn)] });
    expect(resources(stack, 'AWS::IAM::Policy')).toHaveLength(1);
  });
});

describe('a KMS key', () => {
  function withKey() {
    const stack = newStack();
    const key = new kms.Key(stack, 'Key');
    new Gateway(stack, 'Gateway', { kmsKey: key });
    return { stack, key };
  }

  test('may be used by the role before the gateway is created', () => {
    const { stack } = withKey();
    const [[policyId]] = resources(stack, 'AWS::IAM::Policy');
    expect(only(stack, GATEWAY).DependsOn).toEqual([policyId]);
  });

  test('is granted once, and no other key is', () => {
    const { stack, key } = withKey();
    const { Statement } = only(stack, 'AWS::IAM::Policy').Properties.PolicyDocument;
    expect(Statement).toHaveLength(1);
    expect(Statement[0].Resource).toEqual(stack.resolve(key.keyArn));
    expect(Statement[0].Action).toEqual(['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey']);
  });
});

describe('a policy engine', () => {
  function withEngine(create: (stack: ReturnType<typeof newStack>) => agentcore.IPolicyEngine, mode?: agentcore.PolicyEngineMode) {
    const stack = newStack();
    const policyEngine = create(stack);
    new Gateway(stack, 'Gateway', { gatewayName: 'My-Gateway', policyEngineConfiguration: { policyEngine, mode } });
    return { stack, policyEngine };
  }

  /** An ARN of the service in the stack's own account and region. */
  function arnJoin(...rest: unknown[]): unknown {
    const [first, ...others] = rest;
    return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':bedrock-agentcore:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, first, ...others]] };
  }

  const ownGateway = arnJoin(':gateway/my-gateway-??????????');

  test('decides unless it shall only log', () => {
    expect(only(withEngine((stack) => new agentcore.PolicyEngine(stack, 'Engine')).stack, GATEWAY).Properties.PolicyEngineConfiguration.Mode)
      .toBe('ENFORCE');
  });

  test('may be asked by the role before the gateway is created, also for the check that no document names', () => {
    const { stack, policyEngine } = withEngine((scope) => new agentcore.PolicyEngine(scope, 'Engine'));
    const [[policyId, policy]] = resources(stack, 'AWS::IAM::Policy');
    const [get, decide, attach] = policy.Properties.PolicyDocument.Statement;
    const [arn, id] = [policyEngine.policyEngineArn, policyEngine.policyEngineId].map((token) => stack.resolve(token));
    expect(get).toEqual({ Effect: 'Allow', Action: 'bedrock-agentcore:GetPolicyEngine', Resource: arn });
    expect(decide.Action).toEqual(['bedrock-agentcore:AuthorizeAction', 'bedrock-agentcore:PartiallyAuthorizeActions']);
    expect(decide.Resource).toEqual([arn, ownGateway]);
    expect(attach.Action).toEqual('bedrock-agentcore:CheckAuthorizePermissions');
    expect(attach.Resource).toEqual([arn, arnJoin(':/policy-engines/', id, '/target-resource/*'), ownGateway]);
    expect(only(stack, GATEWAY).DependsOn).toEqual([policyId]);
  });

  test('can be imported', () => {
    const { stack } = withEngine((scope) => agentcore.PolicyEngine.fromPolicyEngineAttributes(scope, 'Engine', {
      policyEngineArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:policy-engine/engine-0123456789`,
    }));
    expect(only(stack, GATEWAY).Properties.PolicyEngineConfiguration.Arn).toContain('policy-engine/engine-0123456789');
  });
});

describe('every property of the resource', () => {
  /** Gateways that have every prop that the library offers, between them. */
  function everything(): any[] {
    const stack = newStack(undefined, 'Stack', { env: ENV });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
    const jwt = { discoveryUrl: DISCOVERY_URL, allowedAudience: ['a'], allowedClients: ['c'], allowedScopes: ['s'] };
    const mcp = new Gateway(stack, 'Mcp', {
      gatewayName: 'every-prop',
      description: 'Has every prop',
      protocolConfiguration: agentcore.GatewayProtocol.mcp({
        instructions: 'Search first.',
        searchType: agentcore.McpGatewaySearchType.SEMANTIC,
        supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_11_25],
      }),
      sessionConfiguration: { sessionTimeout: Duration.hours(2) },
      responseStreaming: true,
      disableListToolsPagination: true,
      exceptionLevel: agentcore.GatewayExceptionLevel.DEBUG,
      kmsKey: new kms.Key(stack, 'Key'),
      policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(stack, 'Engine'), mode: agentcore.PolicyEngineMode.LOG_ONLY },
      wafFailureMode: WafFailureMode.FAIL_OPEN,
      tags: { team: 'weather' },
      interceptorConfigurations: [InterceptorPayloadFilter.excludeResponseBody(agentcore.LambdaInterceptor.forResponse(newFunction(stack)))],
      authorizerConfiguration: InboundAuth.customJwt({
        ...jwt,
        customClaims: [
          agentcore.GatewayCustomClaim.withStringValue('team', 'weather'),
          agentcore.GatewayCustomClaim.withStringArrayValue('groups', ['a', 'b'], agentcore.CustomClaimOperator.CONTAINS_ANY),
        ],
        advertisedScopeMapping: { internal: 'external' },
        privateEndpoint: PrivateEndpoint.inVpc({
          vpc,
          securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc })],
          routingDomain: 'idp.internal',
          ipv6: true,
          tags: { team: 'weather' },
        }),
      }),
    });
    const lattice = new Gateway(stack, 'Lattice', {
      authorizerConfiguration: InboundAuth.customJwt({ ...jwt, privateEndpoint: PrivateEndpoint.lattice('rcfg-0123456789abcdef0') }),
    });
    return [mcp, lattice].map((gateway) => resourceOf(gateway).Properties);
  }

  /** `a.b.c` for every property in a rendered resource, with list items in the place of their list. */
  function pathsOf(value: any, keepsKeys: (path: string) => boolean, path = ''): string[] {
    if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, keepsKeys, path));
    if (typeof value !== 'object' || value === null || keepsKeys(path) || isIntrinsic(value)) return [path];
    return Object.entries(value).flatMap(([key, item]) => pathsOf(item, keepsKeys, path === '' ? key : `${path}.${key}`));
  }

  function isIntrinsic(value: object): boolean {
    const [key, ...more] = Object.keys(value);
    return more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
  }

  /** The same from the declaration of `CfnGatewayProps`; maps of the user's own keys are told by `maps`. */
  function declaredPaths(): { paths: string[]; maps: string[] } {
    const file = require.resolve('aws-cdk-lib/aws-bedrockagentcore').replace(/index\.js$/, 'lib/bedrockagentcore.generated.d.ts');
    const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    const structs = new Map<string, ts.InterfaceDeclaration>();
    const collect = (node: ts.Node, prefix: string) => {
      if (ts.isInterfaceDeclaration(node)) structs.set(prefix + node.name.text, node);
      if (ts.isModuleDeclaration(node) && node.name.text === 'CfnGateway') node.body!.forEachChild((child) => collect(child, 'CfnGateway.'));
    };
    source.forEachChild((node) => collect(node, ''));
    const maps: string[] = [];
    const walk = (struct: ts.InterfaceDeclaration, prefix: string): string[] => struct.members.flatMap((member) => {
      const name = (member.name as ts.Identifier).text;
      const path = prefix + name[0].toUpperCase() + name.slice(1);
      const type = (member as ts.PropertySignature).type!.getText(source);
      if (type.includes('Record<')) maps.push(path);
      const inner = /CfnGateway\.\w+Property/.exec(type)?.[0];
      return inner ? walk(structs.get(inner)!, `${path}.`) : [path];
    });
    return { paths: walk(structs.get('CfnGatewayProps')!, ''), maps };
  }

  test('is reachable by a prop, and a new one in aws-cdk-lib makes this test fail', () => {
    const { paths, maps } = declaredPaths();
    const sorted = (list: string[]) => [...new Set(list.map((path) => path.toLowerCase()))].sort();
    const written = everything().flatMap((properties) => pathsOf(properties, (path) => maps.some((map) => map.toLowerCase() === path.toLowerCase())));
    expect(paths.length).toBeGreaterThan(30);
    expect(sorted(written)).toEqual(sorted(paths));
  });

  test('has the value of its prop', () => {
    const [mcp] = everything();
    expect(mcp).toMatchObject({
      Name: 'every-prop',
      Description: 'Has every prop',
      AuthorizerType: 'CUSTOM_JWT',
      AuthorizerConfiguration: {
        CustomJWTAuthorizer: {
          AdvertisedScopeMapping: { internal: 'external' },
          PrivateEndpoint: { ManagedVpcResource: { EndpointIpAddressType: 'IPV6', RoutingDomain: 'idp.internal', Tags: { team: 'weather' } } },
        },
      },
      ProtocolType: 'MCP',
      ProtocolConfiguration: {
        Mcp: {
          DisableMcpListToolsPagination: true,
          Instructions: 'Search first.',
          SearchType: 'SEMANTIC',
          SupportedVersions: ['2025-11-25'],
          SessionConfiguration: { SessionTimeoutInSeconds: 7200 },
          StreamingConfiguration: { EnableResponseStreaming: true },
        },
      },
      ExceptionLevel: 'DEBUG',
      PolicyEngineConfiguration: { Mode: 'LOG_ONLY' },
      WafConfiguration: { FailureMode: 'FAIL_OPEN' },
      Tags: { team: 'weather' },
      InterceptorConfigurations: [{ InputConfiguration: { PassRequestHeaders: false, PayloadFilter: { Exclude: [{ Field: 'RESPONSE_BODY' }] } } }],
    });
  });
});

test('tags of the app reach the gateway', () => {
  const gateway = newGateway();
  // Tags.of works on every taggable resource; a gateway made by another class than aws-cdk-lib's must stay one.
  expect((gateway.node.defaultChild as agentcore.CfnGateway).cdkTagManager).toBeDefined();
});

test('a gateway that is not registered leaves no Runtime Configuration behind', () => {
  const gateway = newGateway({ registerInRuntimeConfig: false });
  expect(Object.values(Template.fromStack(gateway.stack).toJSON().Resources).map((resource: any) => resource.Type)).not.toContain('AWS::AppConfig::Application');
});

test('targets lists what was added, in order', () => {
  const gateway = newGateway();
  const fn = newFunction(gateway.stack);
  const added = ['B', 'A'].map((id) => gateway.addLambdaTarget(id, { lambdaFunction: fn, toolSchema: tools('t') }));
  expect(gateway.targets).toEqual(added);
});

test('targets is a copy', () => {
  const gateway = newGateway();
  gateway.targets.push(undefined as any);
  expect(gateway.targets).toEqual([]);
});

test('nothing is said about a gateway that has nothing to say', () => {
  expect(infos(newGateway())).toEqual([]);
});

describe('public domain names', () => {
  const gatewayWith = (domainOverride: DomainOverride) => {
    const stack = newStack();
    new Gateway(stack, 'Tools', { domainOverride });
    return Template.fromStack(stack);
  };

  test('are rendered', () => {
    gatewayWith({ defaultDomain: 'tools.example.com', alternateDomains: ['old.example.com'] })
      .hasResourceProperties('AWS::BedrockAgentCore::Gateway', { DomainOverride: { DefaultDomain: 'tools.example.com', AlternateDomains: ['old.example.com'] } });
  });

  test('may be tokens', () => {
    gatewayWith({ defaultDomain: Aws.ACCOUNT_ID, alternateDomains: [Aws.REGION] })
      .hasResourceProperties('AWS::BedrockAgentCore::Gateway', { DomainOverride: { DefaultDomain: { Ref: 'AWS::AccountId' }, AlternateDomains: [{ Ref: 'AWS::Region' }] } });
  });

  test('are rejected together if the service would reject them', () => {
    const message = messageOf(() => gatewayWith({ defaultDomain: 'https://tools.example.com', alternateDomains: ['a.example.com', 'a.example.com'] }));
    expect(message).toContain('- domainOverride: `https://tools.example.com` is not a domain name; write a domain name without scheme, port and path');
    expect(message).toContain('- domainOverride: the domain `a.example.com` is given twice; write each domain once');
  });
});
