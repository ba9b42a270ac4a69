import { by, kitchenSink, loadApp, loadResources, loadTemplates } from './apps';
import type { GatewayModel } from '../../src/model/gateway-model';

let kitchen: GatewayModel;
beforeAll(() => { kitchen = loadApp(kitchenSink); });

test('loads a gateway of aws-cdk-lib with its related resources', () => {
  const addressOf = (type: string, part: string) => {
    return Object.values(kitchen.resources).find((resource) => resource.type === type && resource.address.includes(part))?.address;
  };
  expect(by(kitchen.gateways, 'Kitchen/Outer')).toMatchObject({
    name: { text: 'KitchenOuter', known: true },
    authorizer: { type: { text: 'AWS_IAM', known: true }, configurationUnknown: false },
    protocol: 'MCP',
    mcp: {
      supportedVersions: { known: true, items: [{ text: '2025-03-26', known: true }] },
      search: 'on',
      instructions: { text: 'Default gateway to connect to external MCP tools', known: true },
      responseStreaming: 'off',
    },
    policyEngine: { engine: { address: addressOf('AWS::BedrockAgentCore::PolicyEngine', 'Engine') }, mode: { text: 'ENFORCE', known: true } },
    role: { address: by(kitchen.roles, 'Kitchen/Outer/ServiceRole').address },
    kmsKey: { address: addressOf('AWS::KMS::Key', 'Key') },
    webAcls: [{ association: 'Kitchen.AclAssociation', webAcl: { address: 'Kitchen.Acl' } }],
    interceptors: {
      known: true,
      items: [{ points: { items: [{ text: 'REQUEST' }] }, lambda: { address: addressOf('AWS::Lambda::Function', 'Fn') }, passRequestHeaders: { text: 'true' } }],
    },
    exceptionLevel: { text: 'DEBUG', known: true },
    targets: ['inner', 'Docs', 'Remote', 'Pets', 'Shop'].map((id) => by(kitchen.targets, `Kitchen/Outer/${id}`).address),
  });
});

test('distinguishes gateways without a protocol type and gateways with MCP', () => {
  expect(by(kitchen.gateways, 'Kitchen/Agents')).toMatchObject({ protocol: 'none' });
  expect(by(kitchen.gateways, 'Kitchen/Agents').mcp).toBeUndefined();
});

test('loads engines and policies, with placeholders in the statements', () => {
  const outer = by(kitchen.gateways, 'Kitchen/Outer');
  const [engine] = kitchen.policyEngines;
  const [policy] = kitchen.cedarPolicies;
  expect(engine).toMatchObject({ name: { text: 'engine' }, gateways: [outer.address], policies: [policy.address] });
  expect(policy).toMatchObject({
    name: { text: 'permit_orders' },
    engine: { address: engine.address },
    language: 'cedar',
    statement: {
      text: `permit(principal, action == AgentCore::Action::"inner___orders___get_order", resource == AgentCore::Gateway::"${outer.arn}");`,
      known: false,
    },
    validationMode: { text: 'FAIL_ON_ANY_FINDINGS' },
  });
  expect(policy.enforcementMode).toBeUndefined();
});

test('loads resource policies written as text', () => {
  const outer = by(kitchen.gateways, 'Kitchen/Outer');
  expect(kitchen.resourcePolicies).toMatchObject([{
    resource: { address: outer.address },
    statements: { known: true, items: [{ effect: 'Allow', resources: { items: [{ text: outer.arn }] }, principal: { AWS: 'arn:aws:iam::444455556666:root' } }] },
  }]);
});

test('loads credential providers and the targets that use them', () => {
  expect(kitchen.credentialProviders).toMatchObject([{ kind: 'apiKey', name: { text: 'petkey' } }, { kind: 'oauth2', name: { text: 'github' } }]);
  const providers = kitchen.targets.map(({ path, credentials }) => [path, credentials.items[0]?.provider?.address])
    .filter(([, provider]) => provider !== undefined);
  expect(providers).toEqual([['Kitchen/Outer/Remote', kitchen.credentialProviders[1].address], ['Kitchen/Outer/Pets', kitchen.credentialProviders[0].address]]);
});

test('loads agents and MCP servers', () => {
  expect(by(kitchen.runtimes, 'Kitchen/Agent')).toMatchObject({
    name: { text: 'agent' },
    protocol: { text: 'HTTP' },
    environment: { GATEWAY_URL: { text: by(kitchen.gateways, 'Kitchen/Outer').url, known: false } },
    role: { address: by(kitchen.roles, 'Kitchen/Agent/ExecutionRole').address },
  });
  expect(by(kitchen.runtimes, 'Kitchen/Docs')).toMatchObject({
    protocol: { text: 'MCP' }, local: { command: { text: 'npx' }, args: { items: [{ text: 'tsx' }, { text: 'server.ts' }] } }, tools: { is: 'known', tools: [{ name: 'search' }] },
  });
});

test('loads the Runtime Configuration document', () => {
  expect(kitchen.runtimeConfigurations).toMatchObject([{
    address: 'Kitchen.Version',
    application: { address: 'Kitchen.Config' },
    profileName: { text: 'agentcore' },
    document: {
      gateways: { Outer: by(kitchen.gateways, 'Kitchen/Outer').url },
      agentRuntimes: { Docs: by(kitchen.runtimes, 'Kitchen/Docs').arn },
    },
  }]);
});

test('is plain data', () => {
  expect(JSON.parse(JSON.stringify(kitchen))).toEqual(kitchen);
});

describe('what is unresolved until deployment', () => {
  const gateway = (properties: Record<string, unknown>) => loadResources({ G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: properties } }).gateways[0];
  const unknown = { 'Fn::GetAtt': ['Custom', 'Value'] };

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a name', { Name: unknown }, { name: { known: false } }],
    ['an authorizer type', { AuthorizerType: unknown }, { authorizer: { type: { known: false }, configurationUnknown: false } }],
    ['an authorizer configuration', { AuthorizerConfiguration: unknown }, { authorizer: { configurationUnknown: true } }],
    ['a protocol', { ProtocolType: unknown }, { protocol: 'unknown' }],
    ['a search type', { ProtocolConfiguration: { Mcp: { SearchType: unknown } } }, { mcp: { search: 'unknown' } }],
    ['a list of versions', { ProtocolConfiguration: { Mcp: { SupportedVersions: unknown } } }, { mcp: { supportedVersions: { known: false, items: [] } } }],
    ['streaming', { ProtocolConfiguration: { Mcp: { StreamingConfiguration: unknown } } }, { mcp: { responseStreaming: 'unknown' } }],
    ['an engine', { PolicyEngineConfiguration: unknown }, { policyEngine: { engine: { known: false } } }],
    ['interceptors', { InterceptorConfigurations: unknown }, { interceptors: { known: false, items: [] } }],
    ['a protocol configuration without its type', { ProtocolConfiguration: { Mcp: {} } }, { protocol: 'unknown', mcp: { search: 'off' } }],
  ])('is neither a value nor absent: %s', (_name, properties, expected) => {
    expect(gateway(properties)).toMatchObject(expected);
  });

  test.each([
    ['no name', 'name'], ['no description', 'description'], ['no role', 'role'], ['no engine', 'policyEngine'], ['no key', 'kmsKey'], ['no MCP configuration', 'mcp'],
  ])('differs from a property that the template does not set: %s', (_name, key) => {
    expect(gateway({})).not.toHaveProperty(key);
  });

  test('includes whether a resource exists', () => {
    const model = loadResources({ G: { Type: 'AWS::BedrockAgentCore::Gateway', Condition: 'Nobody' } });
    expect(model.resources['S1.G'].exists).toBe('unknown');
    expect(model.gateways).toHaveLength(1);
  });

  test('excludes resources that are never created from the lists', () => {
    const model = loadTemplates({
      template: { Conditions: { No: { 'Fn::Equals': ['a', 'b'] } }, Resources: { G: { Type: 'AWS::BedrockAgentCore::Gateway', Condition: 'No' } } },
    });
    expect([model.resources['S1.G'].exists, model.gateways]).toEqual(['no', []]);
  });

  test('reports a reference to a resource that does not exist', () => {
    expect(loadResources({ T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: 'Misspelt' } } } }).gaps)
      .toEqual([{ stack: 'S1', message: 'the template does not define `Misspelt`' }]);
  });
});

test('reads JWT configurations of gateways and runtimes alike', () => {
  const jwt = { CustomJWTAuthorizer: { DiscoveryUrl: 'https://idp/.well-known/openid-configuration', AllowedClients: ['web'], AllowedScopes: { 'Fn::GetAtt': ['C', 'S'] } } };
  const model = loadResources({
    G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { AuthorizerConfiguration: jwt } },
    R: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: { AuthorizerConfiguration: jwt } },
  });
  const expected = {
    discoveryUrl: { text: 'https://idp/.well-known/openid-configuration', known: true },
    allowedClients: { known: true, items: [{ text: 'web', known: true }] },
    allowedAudience: { known: true, items: [] },
    allowedScopes: { known: false, items: [] },
  };
  expect(model.gateways[0].authorizer.jwt).toMatchObject(expected);
  expect(model.runtimes[0].jwt).toMatchObject(expected);
});

describe('a runtime configuration', () => {
  const version = (profileName: unknown, content: unknown) => loadResources({
    Profile: { Type: 'AWS::AppConfig::ConfigurationProfile', Properties: { Name: profileName } },
    Version: { Type: 'AWS::AppConfig::HostedConfigurationVersion', Properties: { ConfigurationProfileId: { Ref: 'Profile' }, Content: content } },
  }).runtimeConfigurations;

  test.each([
    ['of another profile is not one', 'flags', '{}', []],
    ['of a profile with an unresolved name may be one', { 'Fn::GetAtt': ['C', 'N'] }, '{"gateways":{}}', [{ document: { gateways: {} } }]],
    ['that is not JSON has no document', 'agentcore', 'gateways:', [{ profileName: { text: 'agentcore' } }]],
    ['that is unresolved until deployment has no document', 'agentcore', { 'Fn::GetAtt': ['C', 'N'] }, [{ profileName: { text: 'agentcore' } }]],
  ])('%s', (_name, profileName, content, expected) => {
    const found = version(profileName, content);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
    expect('document' in (found[0] ?? {})).toBe('document' in (expected[0] ?? {}));
  });
});
