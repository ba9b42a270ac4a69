import type { Picture } from '../../../local/cli/graph/picture';
import { pictureOf } from '../../../local/cli/graph/picture-of';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { loadAssembly } from '../../../src/model/read-assembly';
import { by, kitchenSink, loadApp, loadResources } from '../../model/apps';
import { synthesize, team } from '../apps';

function calls({ nodes, edges }: Picture): string[] {
  const title = (id: string) => nodes.find((node) => node.id === id)!.title;
  const target = (from: string, id: string | undefined) => nodes.find((node) => node.id === from)!.targets.find((one) => one.id === id)?.name;
  return edges.map(({ from, target: id, to, label, asks, certain, open }) => {
    const by_ = id === undefined ? '' : ` (${target(from, id)})`;
    return `${title(from)}${by_} → ${title(to)}: ${label.join(', ')}${asks === undefined ? '' : ` → ${asks}`}${certain ? '' : ', perhaps'}${open ? ', open' : ''}`;
  }).sort();
}

describe('an app of this library', () => {
  const picture = pictureOf(loadAssembly(synthesize(team)), []);

  test('shows who calls what, and the authentication of each call', () => {
    expect(calls(picture)).toEqual([
      'Agent → TeamGateway: AWS IAM',
      "DomainTools (docs) → Docs: gateway's role → AWS IAM",
      "DomainTools (orders) → OrdersFunction: gateway's role",
      'DomainTools (pet-store) → api.example.com: API key PetStoreKey, in query api_key',
      'Intern → TeamGateway: AWS IAM',
      "TeamGateway (domain) → DomainTools: gateway's role → AWS IAM",
      'Users and clients → WebGateway: JWT, audience web',
      "WebGateway (domain) → DomainTools: gateway's role → AWS IAM",
    ]);
  });

  test('shows stacks with nodes, and not the stacks of the Runtime Configuration', () => {
    expect(picture.stacks).toEqual([{ id: 'Domain', title: 'Domain' }, { id: 'Team', title: 'Team' }]);
    expect(picture.nodes.filter(({ stack }) => stack === undefined).map(({ title }) => title)).toEqual(['Users and clients', 'api.example.com']);
  });

  test('leaves out functions that run only during deployments', () => {
    expect(picture.nodes.filter(({ title }) => title.includes('Readiness'))).toEqual([]);
  });

  test('shows targets with their kind and tools, and the policy engine', () => {
    const gateway = (title: string) => picture.nodes.find((node) => node.title === title)!;
    expect(gateway('DomainTools').targets.map(({ name, note }) => `${name}: ${note}`)).toEqual(['orders: Lambda · 2 tools', 'pet-store: OpenAPI · 1 tool', 'docs: MCP server · 2 tools']);
    expect(gateway('TeamGateway').targets.map(({ name, note }) => `${name}: ${note}`)).toEqual(['domain: AgentCore gateway · 5 tools']);
    expect(gateway('TeamGateway').features).toEqual(['Policy engine PolicyEngine: enforced, 2 policies', 'semantic search']);
  });

  test('is deterministic', () => {
    const again = pictureOf(loadAssembly(synthesize(team)), []);
    expect(again).toEqual(picture);
  });
});

describe("an app of aws-cdk-lib's own constructs", () => {
  const picture = pictureOf(loadApp(kitchenSink), []);

  test('shows who calls what, and the authentication of each call', () => {
    expect(calls(picture)).toEqual([
      'Account 444455556666 → Outer: AWS IAM',
      'Agent → Outer: AWS IAM',
      "Agents (agent) → Agent: caller's JWT → AWS IAM",
      'AuditRole → Agents: AWS IAM',
      'AuditRole → Inner: AWS IAM',
      'AuditRole → Outer: AWS IAM',
      "Inner (orders) → InnerOrders: gateway's role",
      "Outer (docs) → Docs: gateway's role → AWS IAM",
      "Outer (inner) → Inner: gateway's role → AWS IAM",
      'Outer (pets) → pets.example.com: API key PetKey, in query key',
      'Outer (remote) → mcp.example.com: OAuth GitHub, client credentials, scope read',
      'Outer (shop) → Shop: no credentials',
    ]);
  });

  test('shows interceptors, AWS WAF and keys', () => {
    expect(picture.nodes.find(({ title }) => title === 'Outer')!.features).toEqual([
      'Policy engine Engine: enforced, 1 policy', 'Interceptor request Fn', 'AWS WAF · KMS key · semantic search',
    ]);
  });
});

describe('a template of any origin', () => {
  const gateway = (properties: object) => ({ Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', ProtocolType: 'MCP', ...properties } });
  const target = (configuration: object, properties: object = {}) => ({
    Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: 'G' }, Name: 't', TargetConfiguration: configuration, ...properties },
  });
  const of = (resources: object) => pictureOf(loadResources(resources as Record<string, unknown>), []);

  test('a gateway shows its rules and rate limits', () => {
    const id = { 'Fn::GetAtt': ['G', 'GatewayIdentifier'] };
    const rule = (Priority: number, Conditions: object[], RouteToTarget: object) => ({ Type: 'AWS::BedrockAgentCore::GatewayRule', Properties: { GatewayIdentifier: id, Priority, Conditions, Actions: [{ RouteToTarget }] } });
    const { features, facts } = of({
      G: gateway({ AuthorizerType: 'AWS_IAM' }),
      Rest: rule(20, [], { WeightedRoute: { TrafficSplit: [{ TargetName: 'a', Weight: 90, Name: 'a' }, { TargetName: 'b', Weight: 10, Name: 'b' }] } }),
      Small: rule(10, [{ MatchModels: { AnyOf: [{ Operator: 'StringEquals', Value: 'small' }] } }], { StaticRoute: { TargetName: 'a', Model: 'a-1', Fallback: { TargetFallback: [{ TargetName: 'b' }] } } }),
      Calls: {
        Type: 'AWS::BedrockAgentCore::GatewayRateLimit',
        Properties: { GatewayIdentifier: id, DimensionKeys: ['toolName'], Entries: [{ Dimensions: { toolName: '*' }, Requests: [{ Rate: 20, Period: 'second' }] }] },
      },
    }).nodes.find(({ title }) => title === 'G')!;
    expect(features).toEqual(['2 rules · 1 rate limit']);
    expect(facts.slice(-3)).toEqual([
      { name: 'rule Small', value: '10: small → a (a-1), else b' },
      { name: 'rule Rest', value: '20: every request → 90 % a, 10 % b' },
      { name: 'rate limit Calls', value: '20 requests a second for each toolName' },
    ]);
  });

  test('a gateway without authentication is open to anyone', () => {
    expect(calls(of({ G: gateway({ AuthorizerType: 'NONE' }) }))).toEqual(['Anyone → G: no authentication, open']);
  });

  test('a target whose destination is unknown until deployment is drawn too', () => {
    const picture = of({ G: gateway({ AuthorizerType: 'AWS_IAM' }), T: target({ Mcp: { OpenApiSchema: { S3: { Uri: 's3://bucket/key' } } } }) });
    expect(calls(picture)).toEqual(['G (t) → API: no credentials']);
    expect(picture.nodes.find(({ title }) => title === 'API')!.subtitle).toBe('unknown until deployment');
  });

  test('a function outside the app has the name in its ARN', () => {
    const picture = of({ G: gateway({ AuthorizerType: 'AWS_IAM' }), T: target({ Mcp: { Lambda: { LambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders' } } }) });
    expect(calls(picture)).toEqual(['G (t) → orders: no credentials']);
  });

  test.each([['AWS_IAM', 'AWS IAM'], ['NONE', 'no authorization']])('a function URL has its authorization: %s', (AuthType, shown) => {
    const { nodes } = pictureOf(loadResources({
      G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g' } },
      Url: { Type: 'AWS::Lambda::Url', Properties: { AuthType, TargetFunctionArn: 'f' } },
      T: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: 'G' }, TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] } } } } } },
    }), []);
    expect(nodes.find(({ title }) => title === 'Url')).toMatchObject({ kind: 'function', subtitle: `Lambda function URL · ${shown}` });
  });

  test('two targets with the same server share one node', () => {
    const server = { Mcp: { McpServer: { Endpoint: 'https://mcp.example.com/mcp' } } };
    const picture = of({ G: gateway({ AuthorizerType: 'AWS_IAM' }), T: target(server), U: target(server, { Name: 'u' }) });
    expect(calls(picture)).toEqual(['G (t) → mcp.example.com: no credentials', 'G (u) → mcp.example.com: no credentials']);
    expect(picture.nodes).toHaveLength(2);
  });

  test('a target of a gateway that is not in the app is left out', () => {
    expect(of({ T: target({}, { GatewayIdentifier: 'elsewhere-0123456789' }) })).toMatchObject({ nodes: [], edges: [] });
  });
});

describe('findings', () => {
  const model: GatewayModel = loadApp(kitchenSink);
  const outer = by(model.gateways, 'Kitchen/Outer');
  const docs = by(model.targets, 'Kitchen/Outer/Docs');
  const role = model.roles.find(({ usedBy }) => usedBy.includes(outer.address))!;
  const found = (address: string, path: string, others: readonly string[] = []) => ({
    id: 'r', severity: 'error' as const, at: { address, path }, with: others.map((other) => ({ address: other, path: other })), message: 'm', fix: 'f', link: 'https://example.com',
  });

  test.each([
    ['a target', found(docs.address, docs.path), [docs.address]],
    ['a role: the gateway that has it', found(role.address, role.path), [outer.address]],
    ['a policy of a role', found(role.carriers[0].address, role.carriers[0].path), [outer.address]],
    ['a Cedar policy: the gateways of its engine', found(model.cedarPolicies[0].address, model.cedarPolicies[0].path), [outer.address]],
    ['a credential provider: the targets that use it', found(by(model.credentialProviders, 'Kitchen/PetKey').address, 'Kitchen/PetKey'), [by(model.targets, 'Kitchen/Outer/Pets').address]],
    ['the policy of a target: the target', found(role.carriers[0].address, role.carriers[0].path, [docs.address]), [docs.address]],
    ['a construct below a gateway: the gateway', found('Kitchen.X', 'Kitchen/Outer/Something/Else'), [outer.address]],
    ['a construct outside the picture: nothing', found('Kitchen', 'Kitchen'), []],
  ])('mark %s', (_, finding, at) => {
    const picture = pictureOf(model, [finding]);
    expect(picture.findings[0].at).toEqual(at);
    const marked = picture.nodes.flatMap(({ id, findings, targets }) => [{ id, findings }, ...targets]).filter(({ findings }) => findings.length > 0);
    expect(marked.map(({ id, findings }) => [id, findings])).toEqual(at.map((id) => [id, [1]]));
  });

  test('are left out of the picture if they are acknowledged', () => {
    const { findings } = pictureOf(model, [{ ...found(docs.address, docs.path), acknowledged: { reason: 'r', in: 'code' } }, found(outer.address, outer.path)]);
    expect(findings.map(({ number, path }) => [number, path])).toEqual([[1, outer.path]]);
  });
});
