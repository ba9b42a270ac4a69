import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnParameter, Stack, Stage, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { CedarPolicy, Gateway, GatewayProps, InboundAuth, McpServerProps } from '../../src';
import { newFunction, newServer, openApi, tools } from '../builders';
import { fixture } from '../schema/fixtures/fixture';

/** Everything that a synthesis reports for one mistake: annotations, rules, and the validation of aws-cdk-lib. */
interface Mistake {
  readonly name: string;
  readonly make: (stack: Stack) => void;
  readonly reported: string;
}

const folder = mkdtempSync(join(tmpdir(), 'reported-once-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function gateway(stack: Stack, props: GatewayProps = {}): Gateway {
  return new Gateway(stack, 'Gateway', props);
}

function lambdaTarget(stack: Stack, toolSchema: agentcore.ToolSchema): void {
  gateway(stack).addLambdaTarget('Target', { lambdaFunction: newFunction(stack), toolSchema });
}

function openApiTarget(stack: Stack, change: (document: any) => void): void {
  const document = JSON.parse(openApi('list'));
  change(document);
  gateway(stack).addOpenApiTarget('Target', { apiSchema: agentcore.ApiSchema.fromInline(JSON.stringify(document)) });
}

function smithyTarget(stack: Stack, change: (service: any, model: any) => void): void {
  const model = fixture('shop.smithy.json');
  change(Object.values<any>(model.shapes).find(({ type }) => type === 'service'), model);
  gateway(stack).addSmithyTarget('Target', { smithyModel: agentcore.ApiSchema.fromInline(JSON.stringify(model)) });
}

function restApi(stack: Stack): apigateway.RestApi {
  const api = new apigateway.RestApi(stack, 'Api');
  api.root.addResource('pets').addMethod('GET', new apigateway.MockIntegration());
  return api;
}

function mcpServer(stack: Stack, props: Partial<McpServerProps>): void {
  gateway(stack).addMcpServer(newServer(stack, 'Server', props));
}

const TOOL = { name: 'get', description: 'Gets it.', inputSchema: { type: 'object', properties: {} } };
const ENUM = { ...TOOL, inputSchema: { type: 'object', properties: { unit: { type: 'string', enum: ['C', 'F'] } } } };

const MISTAKES: readonly Mistake[] = [
  {
    name: 'no inbound authorization',
    make: (stack) => gateway(stack, { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() }),
    reported: 'auth-none-open Gateway',
  },
  {
    name: 'inbound authorization AUTHENTICATE_ONLY',
    make: (stack) => gateway(stack, { authorizerConfiguration: InboundAuth.authenticateOnly() }),
    reported: 'auth-authenticate-only-open Gateway',
  },
  {
    name: 'a gateway name that is a token',
    make: (stack) => gateway(stack, { gatewayName: Token.asString({ Ref: 'AWS::StackName' }) }),
    reported: 'gateway-name-token Gateway',
  },
  {
    name: 'a keyword of an inline schema that is dropped',
    make: (stack) => lambdaTarget(stack, agentcore.ToolSchema.fromInline([{
      ...TOOL, inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: { unit: { type: agentcore.SchemaDefinitionType.STRING, enum: ['C'] } as any } },
    }])),
    reported: 'schemas-keyword-dropped Gateway/Target',
  },
  {
    name: 'a keyword of a schema file that is dropped',
    make: (stack) => lambdaTarget(stack, agentcore.ToolSchema.fromLocalAsset(file('enum.json', [ENUM]))),
    reported: 'schemas-keyword-dropped Gateway/Target',
  },
  { name: 'a tool name that models reject', make: (stack) => lambdaTarget(stack, tools('get.it')), reported: 'names-tool-characters Gateway/Target' },
  { name: 'a tool name that is too long for models', make: (stack) => lambdaTarget(stack, tools('x'.repeat(65))), reported: 'names-tool-too-long Gateway/Target' },
  {
    name: 'an array without items',
    make: (stack) => lambdaTarget(stack, agentcore.ToolSchema.fromLocalAsset(file('items.json', [{ ...TOOL, inputSchema: { type: 'object', properties: { a: { type: 'array' } } } }]))),
    reported: 'schemas-tool-unclear Gateway/Target',
  },
  {
    name: 'a private server in an OpenAPI document',
    make: (stack) => openApiTarget(stack, (document) => { document.servers[0].url = 'https://10.0.0.1'; }),
    reported: 'schemas-openapi-lossy Gateway/Target',
  },
  {
    name: 'an operation without a description in an OpenAPI document',
    make: (stack) => openApiTarget(stack, (document) => { delete document.paths['/list'].get.description; }),
    reported: 'schemas-tool-without-description Gateway/Target',
  },
  {
    name: 'a Smithy model without an AWS service',
    make: (stack) => smithyTarget(stack, (service) => { delete service.traits['aws.api#service']; }),
    reported: 'schemas-smithy-custom Gateway/Target',
  },
  {
    name: 'a method without a name',
    make: (stack) => {
      const api = restApi(stack);
      gateway(stack).addApiGatewayTarget('Target', {
        restApi: api, apiGatewayToolConfiguration: { toolFilters: [{ filterPath: '/pets', methods: [agentcore.ApiGatewayHttpMethod.GET] }] },
      });
    },
    reported: 'schemas-api-gateway Gateway/Target',
  },
  {
    name: 'a filter that selects no method',
    make: (stack) => {
      const api = restApi(stack);
      gateway(stack).addApiGatewayTarget('Target', {
        restApi: api,
        apiGatewayToolConfiguration: {
          toolFilters: [{ filterPath: '/pets', methods: [agentcore.ApiGatewayHttpMethod.GET] }, { filterPath: '/cats', methods: [agentcore.ApiGatewayHttpMethod.GET] }],
          toolOverrides: [{ path: '/pets', method: agentcore.ApiGatewayHttpMethod.GET, name: 'pets', description: 'Lists pets.' }],
        },
      });
    },
    reported: 'schemas-api-gateway-partial Gateway/Target',
  },
  {
    name: 'one page of a static list of MCP tools',
    make: (stack) => gateway(stack).addMcpServerTarget('Target', {
      endpoint: 'https://docs.example.com/mcp', mcpToolSchema: agentcore.ApiSchema.fromInline(JSON.stringify({ tools: [TOOL], nextCursor: 'x' })),
    }),
    reported: 'schemas-tool-unclear Gateway/Target',
  },
  {
    name: 'a tool without a description in a tools file',
    make: (stack) => mcpServer(stack, { toolsFile: file('undescribed.json', { tools: [{ name: 'get', inputSchema: { type: 'object' } }] }) }),
    reported: 'schemas-tool-without-description Gateway/Target-server',
  },
  { name: 'a tools file that does not exist', make: (stack) => mcpServer(stack, { toolsFile: 'no/tools.json' }), reported: 'tools-file-missing Server' },
  {
    name: 'a schema that is a token',
    make: (stack) => gateway(stack).addSmithyTarget('Target', { smithyModel: agentcore.ApiSchema.fromInline(new CfnParameter(stack, 'Model').valueAsString) }),
    reported: 'schema-unresolved Gateway/Target',
  },
  {
    name: 'a grant on a gateway without inbound authorization',
    make: (stack) => {
      const open = gateway(stack, { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
      open.addInterceptor(agentcore.LambdaInterceptor.forRequest(newFunction(stack)));
      open.grantInvokeAccess(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    },
    reported: 'grant-on-public Gateway',
  },
  {
    name: 'an immutable role',
    make: (stack) => gateway(stack, { role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/R', { mutable: false }) })
      .addLambdaTarget('Target', { lambdaFunction: newFunction(stack), toolSchema: tools('get') }),
    reported: 'role-not-changed Gateway/Target',
  },
  {
    name: 'a policy without its gateway',
    make: (stack) => {
      const own = gateway(stack);
      own.addLambdaTarget('Target', { lambdaFunction: newFunction(stack), toolSchema: tools('get') });
      own.addCedarPolicy('open', CedarPolicy.fromText('open', 'permit (principal is AgentCore::IamEntity, action == AgentCore::Action::"target___get", resource);'));
    },
    reported: 'policies-scope Gateway/Policies',
  },
  {
    name: 'a gateway of aws-cdk-lib without inbound authorization',
    make: (stack) => {
      gateway(stack);
      new agentcore.Gateway(stack, 'Upstream', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    },
    reported: 'aws-cdk-lib.aws-bedrockagentcore:noAuthGateway Upstream',
  },
  {
    name: 'a secret that aws-cdk-lib grants with a wildcard',
    make: (stack) => {
      gateway(stack);
      const upstream = new agentcore.Gateway(stack, 'Upstream', { gatewayName: 'upstream', authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() });
      const { secretArn } = new secretsmanager.Secret(stack, 'Secret');
      const target = upstream.addOpenApiTarget('Target', {
        gatewayTargetName: 'target',
        apiSchema: agentcore.ApiSchema.fromInline(openApi('list')),
        credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
          providerArn: 'arn:aws:bedrock-agentcore:us-east-1:123456789012:token-vault/default/apikeycredentialprovider/key', secretArn,
        })],
      });
      target.node.addDependency(upstream.role);
    },
    reported: 'aws-cdk-lib.aws-bedrockagentcore:wildcardSecretArnGrant Upstream',
  },
];

/** `id construct` of each report, in the stack of a mistake. */
let said: Map<string, string[]>;

beforeAll(() => {
  process.env.CDK_VALIDATION = 'true';
  jest.spyOn(console, 'error').mockImplementation();
  // Errors are in the report.
  const app = new App({ outdir: join(folder, 'cdk.out'), context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  const stages = MISTAKES.map(({ make }, index) => {
    const stage = new Stage(app, `Mistake${index}`);
    make(new Stack(stage, 'Stack'));
    return stage;
  });
  app.synth();
  const { pluginReports } = JSON.parse(readFileSync(join(folder, 'cdk.out', 'validation-report.json'), 'utf8'));
  const inReport = pluginReports.flatMap(({ violations }: any) => violations.flatMap(({ ruleName, violatingConstructs }: any) => (
    violatingConstructs.map(({ constructPath }: any) => ({ id: ruleName, path: constructPath })))));
  said = new Map(MISTAKES.map(({ name }, index) => {
    const start = `Mistake${index}/Stack/`;
    const all = [...annotationsOf(stages[index]), ...inReport].filter(({ path }) => path.startsWith(start));
    return [name, all.map(({ id, path }) => `${id} ${path.slice(start.length).replace(/\/(Resource|Default)$/, '')}`)];
  }));
});

afterAll(() => {
  jest.restoreAllMocks();
  process.env.CDK_VALIDATION = 'false';
});

function annotationsOf(scope: IConstruct): { id: string; path: string }[] {
  return scope.node.findAll().flatMap((construct) => construct.node.metadata
    .filter(({ type }) => ['aws:cdk:error', 'aws:cdk:warning', 'aws:cdk:info'].includes(type))
    .map(({ data }) => ({ id: (/\[ack: (.*)\]/.exec(String(data))?.[1] ?? String(data)).replace(/^cdk-agentcore-gateway::/, ''), path: construct.node.path })));
}

test.each(MISTAKES.map(({ name, reported }) => [name, reported] as const))('%s is reported once', (name, reported) => {
  expect(said.get(name)).toEqual([expect.stringMatching(new RegExp(`^${reported}`))]);
});
