import { Stack, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Gateway, GatewayTarget, InferenceConnector, MultiProtocol, PassthroughProtocol } from '../../src';
import { messageOf, newAgent, newFunction, newKnowledgeBase, newLambdaServer, newServer, newStack, only, openApi, resourceOf, resources, TemplateResource, tools } from '../builders';
import { CommonOptions, EVERY_KIND, EVERY_KIND_BY_NAME, gatewayFor, Kind, newRestApi, REST_API_TOOLS } from './every-kind';
import { OUTBOUND_AUTH } from '../../src/service/outbound-auth';
import { fixtureText } from '../schema/fixtures/fixture';

const STATEMENT = new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/orders'] });

function added(kind: Kind, options: CommonOptions = {}): { stack: Stack; gateway: Gateway; target: GatewayTarget; resource: TemplateResource } {
  const stack = newStack();
  const gateway = gatewayFor(kind, stack);
  const target = kind.add(gateway, options);
  return { stack, gateway, target, resource: resourceOf(target) };
}

/** The policy of a target, with its logical ID. */
function policyOf(target: GatewayTarget): [string, TemplateResource] | undefined {
  const id = target.node.tryFindChild('Policy');
  const logicalId = id && target.stack.getLogicalId(id as any);
  return resources(target, 'AWS::IAM::Policy').find(([name]) => name === logicalId);
}

/** Keys as CloudFormation writes them. */
function upperCased(value: any): any {
  if (Array.isArray(value)) return value.map(upperCased);
  if (typeof value !== 'object' || value === null || 'Ref' in value || 'Fn::GetAtt' in value) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)
    .map(([key, field]) => [key.charAt(0).toUpperCase() + key.slice(1), upperCased(field)]));
}

test('EVERY_KIND has a row for every kind of target', () => {
  expect(EVERY_KIND.map(({ kind }) => kind).sort()).toEqual(Object.keys(OUTBOUND_AUTH).sort());
});

describe.each(EVERY_KIND_BY_NAME)('a target of kind %s', (_, kind) => {
  test('belongs to one gateway, with one configuration of its kind', () => {
    const { stack, gateway, resource } = added(kind);
    expect(resource.Type).toBe('AWS::BedrockAgentCore::GatewayTarget');
    expect(resource.Properties.GatewayIdentifier).toEqual(stack.resolve(gateway.gatewayId));
    const [[family, configuration]] = Object.entries<object>(resource.Properties.TargetConfiguration);
    expect(Object.keys(resource.Properties.TargetConfiguration)).toHaveLength(1);
    expect(Object.keys(configuration).map((type) => `${family}.${type}`)).toEqual([kind.path]);
  });

  test('is named after its construct ID or what it points at, in kebab-case', () => {
    expect(added(kind).resource.Properties.Name).toBe('target');
  });

  test('can have another name', () => {
    expect(added(kind, { gatewayTargetName: 'other' }).resource.Properties.Name).toBe('other');
  });

  test('has no default description, because the service rejects an empty one', () => {
    expect(added(kind).resource.Properties.Description).toBeUndefined();
  });

  test('can have a description', () => {
    expect(added(kind, { description: 'For pets' }).resource.Properties.Description).toBe('For pets');
  });

  test.each([['no', ''], ['201', 'x'.repeat(201)]])('fails with a description of %s characters', (__, description) => {
    expect(messageOf(() => added(kind, { description }))).toContain('cdk-agentcore-gateway:target-description');
  });

  test('propagates headers and query parameters', () => {
    const metadataConfiguration = { allowedRequestHeaders: ['X-Tenant'], allowedResponseHeaders: ['X-Trace'], allowedQueryParameters: ['page'] };
    expect(added(kind, { metadataConfiguration }).resource.Properties.MetadataConfiguration).toEqual({
      AllowedRequestHeaders: ['X-Tenant'], AllowedResponseHeaders: ['X-Trace'], AllowedQueryParameters: ['page'],
    });
  });

  test('rejects headers that the gateway does not propagate', () => {
    expect(messageOf(() => added(kind, { metadataConfiguration: { allowedRequestHeaders: ['Authorization'] } })))
      .toContain('`allowedRequestHeaders`: `Authorization` is set by the gateway and cannot pass through');
  });

  test('has the given permissions in its own policy', () => {
    const { target, resource } = added(kind, { additionalPermissions: [STATEMENT] });
    const [id, policy] = policyOf(target)!;
    expect(policy.Properties.PolicyDocument.Statement).toContainEqual(STATEMENT.toStatementJson());
    expect(resource.DependsOn).toContain(id);
  });

  test('grants nothing on all resources', () => {
    const { target } = added(kind);
    const statements = policyOf(target)?.[1].Properties.PolicyDocument.Statement ?? [];
    expect(statements.flatMap((statement: any) => statement.Resource)).not.toContain('*');
    expect(statements.flatMap((statement: any) => statement.Action)).not.toContain('*');
  });

  test('has its policy attached to the role of the gateway', () => {
    const { stack, gateway, target } = added(kind, { additionalPermissions: [STATEMENT] });
    expect(policyOf(target)![1].Properties.Roles).toEqual([stack.resolve(gateway.role.roleName)]);
  });

  test('has no more than three dependencies', () => {
    expect((added(kind).resource.DependsOn ?? []).length).toBeLessThanOrEqual(3);
  });

  test('can be a target of a gateway without a protocol type', () => {
    const gateway = new Gateway(newStack(), 'Gateway', { protocolConfiguration: MultiProtocol.all() });
    expect(() => kind.add(gateway)).not.toThrow();
  });

  test('is in the list of targets', () => {
    const { gateway, target } = added(kind);
    expect(gateway.targets).toEqual([target]);
  });

  test('has the type of aws-cdk-lib', () => {
    const { target } = added(kind);
    expect(target.targetProtocolType).toBe(kind.protocol);
    expect(target.targetType).toBe(kind.mcpType);
  });

  test('has the credentials that are in the template', () => {
    const { stack, target, resource } = added(kind);
    const rendered = target.credentialProviderConfigurations?.map((config) => config._render());
    expect(upperCased(stack.resolve(rendered))).toEqual(resource.Properties.CredentialProviderConfigurations);
  });

  test('can be created in another scope', () => {
    const stack = newStack();
    const gateway = gatewayFor(kind, stack);
    const elsewhere = new Stack(stack.node.root, 'Elsewhere');
    const target = kind.add(gateway, { scope: elsewhere });
    expect(target.stack).toBe(elsewhere);
    expect(resourceOf(target).Properties.Name).toBe('target');
  });
});

test('an HTTP target on a gateway with the protocol type MCP fails at the call, and the error names both and what to change', () => {
  const stack = newStack();
  const message = messageOf(() => new Gateway(stack, 'Wrong').addAgent(newAgent(stack, 'Agent')));
  expect(message).toContain('target Stack/Wrong/Target-agent of type AgentCore runtime needs a gateway without a protocol type, but Stack/Wrong has the protocol type MCP');
  expect(message).toContain('create the gateway with `protocolConfiguration: MultiProtocol.all()`');
  expect(message).toContain('cdk-agentcore-gateway:auth-target-protocol');
});

describe('the static methods', () => {
  const rows: [string, (stack: Stack, gateway: Gateway) => GatewayTarget, (stack: Stack, gateway: Gateway) => GatewayTarget][] = [
    ['forLambda', (stack, gateway) => GatewayTarget.forLambda(stack, 'T', { gateway, lambdaFunction: newFunction(stack), toolSchema: tools('a') }),
      (stack, gateway) => gateway.addLambdaTarget('T', { lambdaFunction: newFunction(stack), toolSchema: tools('a') })],
    ['forOpenApi', (stack, gateway) => GatewayTarget.forOpenApi(stack, 'T', { gateway, apiSchema: agentcore.ApiSchema.fromInline(openApi('a')) }),
      (_, gateway) => gateway.addOpenApiTarget('T', { apiSchema: agentcore.ApiSchema.fromInline(openApi('a')) })],
    ['forSmithy',
      (stack, gateway) => GatewayTarget.forSmithy(stack, 'T', { gateway, smithyModel: agentcore.ApiSchema.fromInline(fixtureText('shop.smithy.json')) }),
      (_, gateway) => gateway.addSmithyTarget('T', { smithyModel: agentcore.ApiSchema.fromInline(fixtureText('shop.smithy.json')) })],
    ['forApiGateway',
      (stack, gateway) => GatewayTarget.forApiGateway(stack, 'T', { gateway, restApi: newRestApi(stack), apiGatewayToolConfiguration: REST_API_TOOLS }),
      (stack, gateway) => gateway.addApiGatewayTarget('T', { restApi: newRestApi(stack), apiGatewayToolConfiguration: REST_API_TOOLS })],
    ['forMcpServer', (stack, gateway) => GatewayTarget.forMcpServer(stack, 'T', { gateway, endpoint: 'https://mcp.example.com' }),
      (_, gateway) => gateway.addMcpServerTarget('T', { endpoint: 'https://mcp.example.com' })],
    ['forMcpRuntime', (stack, gateway) => GatewayTarget.forMcpRuntime(stack, 'T', { gateway, runtime: newServer(stack) }),
      (stack, gateway) => gateway.addMcpServer(newServer(stack), { gatewayTargetName: 't' })],
    ['forLambdaMcpServer', (stack, gateway) => GatewayTarget.forLambdaMcpServer(stack, 'T', { gateway, server: newLambdaServer(stack) }),
      (stack, gateway) => gateway.addMcpServer(newLambdaServer(stack), { gatewayTargetName: 't' })],
    ['forGateway', (stack, gateway) => GatewayTarget.forGateway(stack, 'T', { gateway, innerGateway: new Gateway(stack, 'Inner') }),
      (stack, gateway) => gateway.addGateway(new Gateway(stack, 'Inner'), { gatewayTargetName: 't' })],
    ['forAgent', (stack, gateway) => GatewayTarget.forAgent(stack, 'T', { gateway, runtime: newAgent(stack) }),
      (stack, gateway) => gateway.addAgent(newAgent(stack), { gatewayTargetName: 't' })],
    ['forPassthrough', (stack, gateway) => GatewayTarget.forPassthrough(stack, 'T', { gateway, endpoint: 'https://agent.example.com', protocol: PassthroughProtocol.A2A }),
      (_, gateway) => gateway.addPassthroughTarget('T', { endpoint: 'https://agent.example.com', protocol: PassthroughProtocol.A2A })],
    ['forConnector', (stack, gateway) => GatewayTarget.forConnector(stack, 'T', { gateway, connectorId: 'web-search' }),
      (_, gateway) => gateway.addConnectorTarget('T', { connectorId: 'web-search' })],
    ['forKnowledgeBase', (stack, gateway) => GatewayTarget.forKnowledgeBase(stack, 'T', { gateway, knowledgeBase: newKnowledgeBase(stack) }),
      (stack, gateway) => gateway.addKnowledgeBaseTarget('T', { knowledgeBase: newKnowledgeBase(stack) })],
    ['forWebSearch', (stack, gateway) => GatewayTarget.forWebSearch(stack, 'T', { gateway, includeDomains: ['example.com'] }),
      (_, gateway) => gateway.addWebSearchTarget('T', { includeDomains: ['example.com'] })],
    ['forHttpConnector', (stack, gateway) => GatewayTarget.forHttpConnector(stack, 'T', { gateway, connectorId: 'memory' }),
      (_, gateway) => gateway.addHttpConnectorTarget('T', { connectorId: 'memory' })],
    ['forInference', (stack, gateway) => GatewayTarget.forInference(stack, 'T', { gateway, connector: InferenceConnector.OPENAI }),
      (_, gateway) => gateway.addInferenceTarget('T', { connector: InferenceConnector.OPENAI })],
  ];

  function propertiesOf(create: (stack: Stack, gateway: Gateway) => GatewayTarget, http: boolean) {
    const stack = newStack();
    return resourceOf(create(stack, new Gateway(stack, 'Gateway', http ? { protocolConfiguration: MultiProtocol.all() } : {}))).Properties;
  }

  test.each(rows)('%s creates the same target as the method of the gateway', (name, forX, addX) => {
    const http = ['forAgent', 'forPassthrough', 'forHttpConnector', 'forInference'].includes(name);
    expect(propertiesOf(forX, http)).toEqual(propertiesOf(addX, http));
  });

  test('all have a row', () => {
    const all = Object.getOwnPropertyNames(GatewayTarget).filter((name) => name.startsWith('for'));
    expect(rows.map(([name]) => name).sort()).toEqual(all.sort());
  });
});

describe('header and query parameter propagation', () => {
  const kind = EVERY_KIND[0];
  const eleven = Array.from({ length: 11 }, (_, i) => `X-${i}`);

  test.each<[string, agentcore.MetadataConfiguration, string]>([
    ['no headers', { allowedRequestHeaders: [] }, '`allowedRequestHeaders` has 0 names; use 1 to 10, or leave it out'],
    ['eleven headers', { allowedResponseHeaders: eleven }, '`allowedResponseHeaders` has 11 names; use 1 to 10, or leave it out'],
    ['a header twice, in different case', { allowedRequestHeaders: ['X-A', 'x-a'] }, '`allowedRequestHeaders`: `x-a` is listed twice'],
    ['a header of 101 characters', { allowedRequestHeaders: ['X'.repeat(101)] }, 'is not a header name of up to 100'],
    ['a header with a space', { allowedRequestHeaders: ['X A'] }, '`X A` is not a header name'],
    ['a header of the service', { allowedRequestHeaders: ['X-Amzn-Trace-Id'] }, '`X-Amzn-Trace-Id` is reserved'],
    ['a query parameter of 41 characters', { allowedQueryParameters: ['q'.repeat(41)] }, 'is not 1 to 40 characters long'],
    ['an empty query parameter', { allowedQueryParameters: [''] }, 'is not 1 to 40 characters long'],
  ])('fails with %s', (_, metadataConfiguration, text) => {
    const message = messageOf(() => added(kind, { metadataConfiguration }));
    expect(message).toContain(text);
    expect(message).toContain('cdk-agentcore-gateway:limits-metadata-lists at Stack/Gateway/Target');
  });

  test.each<[string, agentcore.MetadataConfiguration]>([
    ['headers for runtimes', { allowedRequestHeaders: ['X-Amzn-Bedrock-AgentCore-Runtime-Custom-Tenant'] }],
    ['ten headers', { allowedRequestHeaders: eleven.slice(1) }],
    ['a header that is unresolved until deployment', { allowedRequestHeaders: [Token.asString({ Ref: 'Header' })] }],
  ])('accepts %s', (_, metadataConfiguration) => {
    expect(() => added(kind, { metadataConfiguration })).not.toThrow();
  });

  test('reports all mistakes together', () => {
    const message = messageOf(() => added(kind, { metadataConfiguration: { allowedRequestHeaders: ['Cookie'], allowedQueryParameters: [] } }));
    expect(message).toContain('- `allowedRequestHeaders`: `Cookie`');
    expect(message).toContain('- `allowedQueryParameters` has 0 names');
  });
});

describe('a target', () => {
  test('has a reference for constructs of aws-cdk-lib', () => {
    const { stack, gateway, target } = added(EVERY_KIND[0]);
    expect(stack.resolve(target.gatewayTargetRef)).toEqual({
      gatewayIdentifier: stack.resolve(gateway.gatewayId),
      targetId: { 'Fn::GetAtt': [stack.getLogicalId(target.node.defaultChild as any), 'TargetId'] },
    });
  });

  test('has the description and the status as separate attributes', () => {
    const { stack, target, resource } = added(EVERY_KIND[0], { description: 'For pets' });
    expect(resource.Properties.Description).toBe('For pets');
    expect(target.description).toBe('For pets');
    expect(stack.resolve(target.status)).toEqual({ 'Fn::GetAtt': [stack.getLogicalId(target.node.defaultChild as any), 'Status'] });
  });

  test.each([['targetId', 'TargetId'], ['statusReasons', 'StatusReasons'], ['createdAt', 'CreatedAt'], ['updatedAt', 'UpdatedAt']] as const)(
    'hands out the attribute %s', (property, attribute) => {
      const { stack, target } = added(EVERY_KIND[0]);
      expect(stack.resolve(target[property])).toEqual({ 'Fn::GetAtt': [stack.getLogicalId(target.node.defaultChild as any), attribute] });
    });

  test('has the value that aws-cdk-lib returns as its ARN', () => {
    const { stack, target } = added(EVERY_KIND[0]);
    expect(stack.resolve(target.targetArn)).toEqual({ Ref: stack.getLogicalId(target.node.defaultChild as any) });
  });

  test('keeps the given credentials', () => {
    const credentials = [agentcore.GatewayCredentialProvider.fromIamRole()];
    expect(added(EVERY_KIND[0], { credentialProviderConfigurations: credentials }).target.credentialProviderConfigurations).toBe(credentials);
  });

  test.each<[string, (target: GatewayTarget, role: iam.Role) => iam.Grant, string | string[]]>([
    ['grant', (target, role) => target.grant(role, 'bedrock-agentcore:GetGatewayTarget'), 'bedrock-agentcore:GetGatewayTarget'],
    ['grantRead', (target, role) => target.grantRead(role), ['bedrock-agentcore:GetGatewayTarget', 'bedrock-agentcore:ListGatewayTargets']],
    ['grantManage', (target, role) => target.grantManage(role),
      ['bedrock-agentcore:CreateGatewayTarget', 'bedrock-agentcore:DeleteGatewayTarget', 'bedrock-agentcore:UpdateGatewayTarget']],
  ])('grants with %s on the ARN of the gateway', (_, grant, actions) => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const target = gateway.addMcpServerTarget('Docs', { endpoint: 'https://mcp.example.com' });
    const granted = grant(target, new iam.Role(stack, 'Pipeline', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(granted.success).toBe(true);
    expect(only(stack, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement).toEqual([{
      Effect: 'Allow', Action: actions, Resource: stack.resolve(gateway.gatewayArn),
    }]);
  });

  test('is a target for constructs of aws-cdk-lib', () => {
    const target: agentcore.IGatewayTarget = added(EVERY_KIND[0]).target;
    expect(target).toBeInstanceOf(agentcore.GatewayTargetBase);
  });

  test('can grant synchronizing its gateway', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Gateway');
    const target = gateway.addMcpServerTarget('Docs', { endpoint: 'https://mcp.example.com' });
    target.grantSync(new iam.Role(stack, 'Pipeline', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(only(stack, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement).toEqual([{
      Effect: 'Allow', Action: 'bedrock-agentcore:SynchronizeGatewayTargets', Resource: stack.resolve(gateway.gatewayArn),
    }]);
  });

  test('has tool names with three underscores', () => {
    expect(added(EVERY_KIND[0]).target.toolNames).toEqual(['target___do_it']);
  });

  test('of a server whose tools are listed after deployment has no tool names', () => {
    expect(added(EVERY_KIND[4]).target.toolNames).toEqual([]);
  });
});

describe('the constructor, which always throws', () => {
  const create = (props: Partial<agentcore.GatewayTargetProps>) => messageOf(() => new GatewayTarget(newStack(), 'T', props as agentcore.GatewayTargetProps));

  test('names the methods to call', () => {
    const message = create({});
    expect(message).toContain('target Stack/T was created with `new GatewayTarget`');
    for (const name of Object.getOwnPropertyNames(GatewayTarget).filter((method) => method.startsWith('for'))) expect(message).toContain(`GatewayTarget.${name}`);
    expect(message).toContain('cdk-agentcore-gateway:target-constructor');
  });

  test.each<[string, agentcore.ITargetConfiguration]>([
    ['forMcpServer', agentcore.McpServerTargetConfiguration.create('https://mcp.example.com')],
    ['forSmithy', agentcore.SmithyTargetConfiguration.create(agentcore.ApiSchema.fromInline('{}'))],
    ['forOpenApi', agentcore.OpenApiTargetConfiguration.create(agentcore.ApiSchema.fromInline(openApi('a')))],
  ])('names only %s for its target configuration of aws-cdk-lib', (method, targetConfiguration) => {
    const message = create({ targetConfiguration });
    expect(message.match(/GatewayTarget\.for\w+/g)).toEqual([`GatewayTarget.${method}`]);
  });
});
