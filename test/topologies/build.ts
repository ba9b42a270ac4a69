import { readFileSync } from 'fs';
import * as path from 'path';
import { App, NestedStack, SecretValue, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { IConstruct } from 'constructs';
import { EdgePlan, GatewayPlan, PiecePlan, Topology } from './topology';
import { AgentRuntime, Gateway, GatewayTarget, MultiProtocol, InboundAuth, ListingMode, McpServer, OutboundAuth } from '../../src';

/** Names of what aws-cdk-lib's own constructs make begin so: see `OracleOptions.madeByOthers`. */
export const MADE_BY_OTHERS = /^upstream-/i;
/** The `Sid` of permissions that the app gives a target besides what the library knows it to need. */
export const GIVEN_BY_USER = /^GivenByUser$/;

const FIXTURES = path.join(__dirname, 'fixtures');
const ARTIFACT = agentcore.AgentRuntimeArtifact.fromImageUri('111122223333.dkr.ecr.us-east-1.amazonaws.com/agent:1');
const ENVIRONMENT = { account: '111122223333', region: 'us-east-1' };

/** Makes the calls of a topology, in its order. Throws what the library throws. */
export function build(topology: Topology, context: Record<string, unknown> = {}): App {
  return new Builder(topology, context).build();
}

class Builder {
  private readonly app: App;
  private readonly stacks: Stack[] = [];
  private readonly gateways = new Map<number, agentcore.IGateway>();
  private readonly pieces = new Map<string, IConstruct>();
  private readonly withEndpoint = new Set<agentcore.Runtime>();

  constructor(private readonly topology: Topology, context: Record<string, unknown>) {
    this.app = new App({
      context: {
        ...topology.recommendedFlags ? recommendedFlags : {},
        // Tells where the templates of nested stacks are.
        'aws:cdk:enable-asset-metadata': true,
        // What costs time and is not looked at.
        'aws:cdk:disable-asset-staging': true,
        'aws:cdk:disable-stack-trace': true,
        ...context,
      },
      treeMetadata: false,
      analyticsReporting: false,
    });
    const env = topology.concreteEnvironment ? ENVIRONMENT : undefined;
    topology.stacks.forEach(({ nestedIn }, i) => {
      this.stacks.push(i === 0 || nestedIn === undefined
        ? new Stack(this.app, `Stack${i}`, { env }) : new NestedStack(this.stacks[nestedIn % i], `Nested${i}`));
    });
  }

  /** What a call refers to is created just before the first such call; a gateway at its turn if that is earlier. */
  public build(): App {
    const { topology } = this;
    const steps = [
      ...topology.gateways.map((plan, i) => ({ when: plan.when, run: () => void this.gateway(i) })),
      ...topology.gateways.map((plan, i) => ({ when: 100 - plan.when, run: () => this.addInterceptor(plan, i) })),
      ...topology.edges.map((plan, i) => ({ when: plan.when, run: () => this.addTarget(plan, i) })),
      ...topology.accesses.map((plan) => ({ when: plan.when, run: () => this.grantAccess(plan) })),
    ];
    for (const step of steps.sort((a, b) => a.when - b.when)) step.run();
    for (const server of this.withEndpoint) server.addEndpoint('prod');
    return this.app;
  }

  private stack(index: number): Stack {
    return this.stacks[index % this.stacks.length];
  }

  // ---- gateways ----

  private gateway(index: number): agentcore.IGateway {
    const known = this.gateways.get(index);
    if (known) return known;
    const plan = this.topology.gateways[index];
    const gateway = plan.madeBy === 'us' ? this.ownGateway(plan, index) : this.upstreamGateway(plan, index);
    this.gateways.set(index, gateway);
    return gateway;
  }

  private ownGateway(plan: GatewayPlan, i: number): Gateway {
    const { protocol, naming, engineStack, keyStack } = plan;
    return new Gateway(this.stack(plan.stack), `Gateway${i}`, {
      gatewayName: { 'default': undefined, 'explicit': `team-tools-${i}`, 'mixed case': `TeamTools-${i}` }[naming],
      protocolConfiguration: {
        'MCP': undefined,
        'MCP without search': agentcore.GatewayProtocol.mcp({ supportedVersions: [agentcore.MCPProtocolVersion.MCP_2025_11_25] }),
        'HTTP': MultiProtocol.all(),
      }[protocol],
      authorizerConfiguration: this.inbound(plan),
      policyEngineConfiguration: engineStack === undefined ? undefined : {
        policyEngine: new agentcore.PolicyEngine(this.stack(engineStack), `Engine${i}`),
      },
      kmsKey: keyStack === undefined ? undefined : new kms.Key(this.stack(keyStack), `Key${i}`),
      interceptorConfigurations: plan.interceptorStack === undefined || plan.interceptorAddedLater
        ? undefined : [this.interceptor(plan.interceptorStack, i)],
    });
  }

  private upstreamGateway(plan: GatewayPlan, i: number): agentcore.Gateway {
    const stack = this.stack(plan.stack);
    const gateway = new agentcore.Gateway(stack, `Gateway${i}`, {
      gatewayName: `Upstream-${i}`,
      authorizerConfiguration: this.inbound({ ...plan, inbound: plan.inbound === 'AUTHENTICATE_ONLY' ? 'NONE' : plan.inbound }),
    });
    gateway.addLambdaTarget('OwnTarget', {
      gatewayTargetName: 'upstream-own',
      lambdaFunction: newFunction(stack, `OwnFunction${i}`),
      toolSchema: agentcore.ToolSchema.fromInline([tool('own_tool')]),
    });
    return gateway;
  }

  private inbound({ inbound }: GatewayPlan): agentcore.IGatewayAuthorizerConfig {
    switch (inbound) {
      case 'AWS_IAM': return agentcore.GatewayAuthorizer.usingAwsIam();
      case 'NONE': return agentcore.GatewayAuthorizer.withNoAuth();
      case 'AUTHENTICATE_ONLY': return InboundAuth.authenticateOnly();
      case 'CUSTOM_JWT': return agentcore.GatewayAuthorizer.usingCustomJwt({
        discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
        allowedAudience: ['tools'],
      });
    }
  }

  private interceptor(stackIndex: number, i: number): agentcore.IInterceptor {
    return agentcore.LambdaInterceptor.forRequest(newFunction(this.stack(stackIndex), `Interceptor${i}`));
  }

  private addInterceptor(plan: GatewayPlan, i: number): void {
    if (plan.madeBy !== 'us' || plan.interceptorStack === undefined || !plan.interceptorAddedLater) return;
    (this.gateway(i) as Gateway).addInterceptor(this.interceptor(plan.interceptorStack, i));
  }

  // ---- what targets point at ----

  /** One of the pieces of a kind, by a number; when there is none, one in the stack of that number. */
  private pick<T extends IConstruct>(kind: PiecePlan['kind'], number: number): T {
    const candidates = this.topology.pieces.flatMap((plan, i) => plan.kind === kind ? [i] : []);
    return this.piece(kind, candidates.length > 0 ? candidates[number % candidates.length] : undefined, number) as T;
  }

  private piece(kind: PiecePlan['kind'], index: number | undefined, stackIndex = 0): IConstruct {
    const plan: PiecePlan = index === undefined ? { kind, stack: stackIndex, madeBy: 'us', knowsUrls: false } : this.topology.pieces[index];
    const id = `${kind.split(' ').map((word) => word[0].toUpperCase() + word.slice(1)).join('')}${index ?? 'X'}`;
    const known = this.pieces.get(id);
    if (known) return known;
    const piece = createPiece(this.stack(plan.stack), id, plan);
    this.pieces.set(id, piece);
    return piece;
  }

  // ---- targets ----

  private addTarget(plan: EdgePlan, i: number): void {
    const { topology } = this;
    const gatewayIndex = plan.gateway % topology.gateways.length;
    const { protocol, madeBy } = topology.gateways[gatewayIndex];
    const isHttp = madeBy === 'us' && protocol === 'HTTP';
    // Agents on gateways without a protocol, everything else on MCP gateways, unless the app is careless.
    const kind = plan.careless ? plan.kind : isHttp ? 'agent' : plan.kind === 'agent' ? 'lambda' : plan.kind;
    const inner = kind === 'gateway' ? this.innerIndex(plan, gatewayIndex) : undefined;
    if (kind === 'gateway' && inner === undefined) return;
    const gateway = this.gateway(gatewayIndex);
    const name = { default: undefined, explicit: `target-${i}`, taken: 'target' }[plan.naming];
    const common = { gatewayTargetName: name, scope: plan.scopeStack === undefined ? undefined : this.stack(plan.scopeStack) };
    if (kind === 'server' && plan.ownEndpoint) this.withEndpoint.add(this.pick('server', plan.to));
    add(gateway, this.stack(plan.scopeStack ?? topology.gateways[gatewayIndex].stack), `Target${i}`, {
      ...common, kind, plan, pick: (piece, number) => this.pick(piece, number), inner: inner === undefined ? undefined : this.gateway(inner),
    });
  }

  /** A gateway that may be inside another one; with carelessness any gateway. */
  private innerIndex(plan: EdgePlan, outer: number): number | undefined {
    const { gateways } = this.topology;
    if (plan.careless) return plan.to % gateways.length;
    const suitable = gateways.flatMap((gateway, i) => i > outer && gateway.inbound === 'AWS_IAM' && (gateway.madeBy !== 'us' || gateway.protocol !== 'HTTP') ? [i] : []);
    return suitable.length > 0 ? suitable[plan.to % suitable.length] : undefined;
  }

  // ---- callers ----

  private grantAccess(plan: Topology['accesses'][number]): void {
    const kind = (['agent', 'server', 'function'] as const)[plan.caller % 3];
    const caller = this.pick<IConstruct & iam.IGrantable>(kind, plan.caller);
    if (plan.to === 'agent') {
      const agent = this.pick<agentcore.Runtime>('agent', plan.callee);
      // What aws-cdk-lib's constructs grant is not ordered by this library.
      if (agent instanceof AgentRuntime && agent !== (caller as IConstruct)) agent.grantInvokeAccess(caller);
      return;
    }
    const index = plan.callee % this.topology.gateways.length;
    if (this.topology.gateways[index].inbound === 'CUSTOM_JWT' && !plan.careless) return;
    const gateway = this.gateway(index);
    if (gateway instanceof Gateway) gateway.grantInvokeAccess(caller);
  }
}

interface TargetCall {
  readonly kind: EdgePlan['kind'];
  readonly plan: EdgePlan;
  readonly gatewayTargetName?: string;
  readonly scope?: Stack;
  readonly inner?: agentcore.IGateway;
  readonly pick: <T extends IConstruct>(kind: PiecePlan['kind'], number: number) => T;
}

/** Adds a target by the gateway's method, or by the static one to a gateway of aws-cdk-lib. */
function add(gateway: agentcore.IGateway, stack: Stack, id: string, call: TargetCall): void {
  const { kind, plan, pick, gatewayTargetName, scope } = call;
  const own = gateway instanceof Gateway ? gateway : undefined;
  const common = {
    gateway,
    gatewayTargetName,
    scope,
    credentialProviderConfigurations: credentials(call),
    metadataConfiguration: plan.to % 4 === 0 ? { allowedRequestHeaders: ['X-Request-Id'] } : undefined,
  };
  switch (kind) {
    case 'lambda': {
      const props = { ...common, lambdaFunction: pick<lambda.Function>('function', plan.to), toolSchema: toolSchema(call) };
      return void (own?.addLambdaTarget(id, props) ?? GatewayTarget.forLambda(stack, id, props));
    }
    case 'openapi': {
      const props = { ...common, apiSchema: apiSchema(call, 'openapi.json') };
      return void (own?.addOpenApiTarget(id, props) ?? GatewayTarget.forOpenApi(stack, id, props));
    }
    case 'smithy': {
      const additionalPermissions = [new iam.PolicyStatement({ sid: 'GivenByUser', actions: ['dynamodb:GetItem'], resources: ['*'] })];
      const props = { ...common, smithyModel: apiSchema(call, 'smithy.json'), additionalPermissions };
      return void (own?.addSmithyTarget(id, props) ?? GatewayTarget.forSmithy(stack, id, props));
    }
    case 'api': {
      const { GET, POST } = agentcore.ApiGatewayHttpMethod;
      const toolFilters = plan.to % 2 === 0
        ? [{ filterPath: '/pets/{id}', methods: [GET] }, { filterPath: '/pets', methods: [GET, POST] }] : [{ filterPath: '/pets/*', methods: [GET] }];
      const props = { ...common, restApi: pick<apigateway.RestApi>('api', plan.to), apiGatewayToolConfiguration: { toolFilters } };
      return void (own?.addApiGatewayTarget(id, props) ?? GatewayTarget.forApiGateway(stack, id, props));
    }
    case 'external': {
      const props = { ...common, ...listing(call), endpoint: `https://mcp${plan.to}.example.com/mcp` };
      return void (own?.addMcpServerTarget(id, props) ?? GatewayTarget.forMcpServer(stack, id, props));
    }
    case 'server': {
      const runtime = pick<agentcore.Runtime>('server', plan.to);
      const props = { ...common, ...listing(call), qualifier: plan.ownEndpoint ? 'prod' : undefined, runtime };
      return void (own?.addMcpServer(runtime, props) ?? GatewayTarget.forMcpRuntime(stack, id, props));
    }
    case 'gateway': {
      const props = { ...common, ...listing(call), innerGateway: call.inner! };
      return void (own?.addGateway(props.innerGateway, props) ?? GatewayTarget.forGateway(stack, id, props));
    }
    case 'agent': {
      const runtime = pick<agentcore.Runtime>('agent', plan.to);
      const props = { ...common, runtime };
      return void (own?.addAgent(runtime, props) ?? GatewayTarget.forAgent(stack, id, props));
    }
  }
}

const AUTHS: { readonly [kind in EdgePlan['kind']]: readonly EdgePlan['auth'][] } = {
  lambda: ['default'],
  openapi: ['default', 'api key', 'oauth', 'user oauth', 'signed'],
  smithy: ['default', 'oauth'],
  api: ['default', 'api key'],
  external: ['default', 'api key', 'oauth', 'user oauth', 'signed'],
  server: ['default', 'oauth', 'user oauth'],
  gateway: ['default'],
  agent: ['default', 'oauth'],
};

function credentials({ kind, plan, pick }: TargetCall): agentcore.ICredentialProviderConfig[] | undefined {
  const provider = () => pick<agentcore.OAuth2CredentialProvider>('oauth client', plan.to);
  switch (AUTHS[kind].includes(plan.auth) || plan.careless ? plan.auth : 'default') {
    case 'default': return undefined;
    case 'api key': {
      const apiKey = pick<agentcore.ApiKeyCredentialProvider>('api key', plan.to);
      return [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(apiKey)];
    }
    case 'oauth': return [agentcore.GatewayCredentialProvider.fromOauthIdentity(provider(), { scopes: ['read'] })];
    case 'user oauth': return [plan.to % 2 === 0
      ? OutboundAuth.authorizationCode(provider(), { scopes: ['read'], defaultReturnUrl: 'https://app.example.com/done' })
      : OutboundAuth.tokenExchange(provider(), { scopes: ['read'] })];
    case 'signed': return [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'execute-api' })];
    case 'caller': return [OutboundAuth.callerIam()];
  }
}

function listing({ plan, pick }: TargetCall) {
  switch (plan.listing) {
    case 'default': return {};
    case 'dynamic': return plan.careless ? { listingMode: ListingMode.DYNAMIC } : {};
    case 'static': return { mcpToolSchema: apiSchema({ plan, pick }, 'mcp-tools.json') };
  }
}

function toolSchema({ plan, pick }: Pick<TargetCall, 'plan' | 'pick'>): agentcore.ToolSchema {
  switch (plan.schema) {
    case 'inline': return agentcore.ToolSchema.fromInline(plan.to === 7 ? [] : [tool('get_weather'), tool('get_time')]);
    case 'file': return agentcore.ToolSchema.fromLocalAsset(path.join(FIXTURES, 'tools.json'));
    case 'bucket': return agentcore.ToolSchema.fromS3File(pick<s3.Bucket>('bucket', plan.to), 'schemas/tools.json');
  }
}

function apiSchema({ plan, pick }: Pick<TargetCall, 'plan' | 'pick'>, file: string): agentcore.ApiSchema {
  switch (plan.schema) {
    case 'inline': return agentcore.ApiSchema.fromInline(readFileSync(path.join(FIXTURES, file), 'utf8'));
    case 'file': return agentcore.ApiSchema.fromLocalAsset(path.join(FIXTURES, file));
    case 'bucket': return agentcore.ApiSchema.fromS3File(pick<s3.Bucket>('bucket', plan.to), `schemas/${file}`);
  }
}

function createPiece(stack: Stack, id: string, { kind, madeBy, knowsUrls }: PiecePlan): IConstruct {
  switch (kind) {
    case 'function': return newFunction(stack, id);
    case 'server': return madeBy === 'us' ? new McpServer(stack, id, { agentRuntimeArtifact: ARTIFACT })
      : new agentcore.Runtime(stack, id, { agentRuntimeArtifact: ARTIFACT, protocolConfiguration: agentcore.ProtocolType.MCP });
    case 'agent': return madeBy === 'us' ? new AgentRuntime(stack, id, { agentRuntimeArtifact: ARTIFACT, gatewayEnvironmentVariables: knowsUrls })
      : new agentcore.Runtime(stack, id, { agentRuntimeArtifact: ARTIFACT, protocolConfiguration: agentcore.ProtocolType.A2A });
    case 'bucket': return new s3.Bucket(stack, id);
    case 'api key': return new agentcore.ApiKeyCredentialProvider(stack, id, { apiKey: SecretValue.secretsManager('petstore') });
    case 'oauth client': return agentcore.OAuth2CredentialProvider.usingGithub(stack, id, { clientId: 'client', clientSecret: SecretValue.secretsManager('github') });
    case 'api': {
      const api = new apigateway.RestApi(stack, id);
      const pets = api.root.addResource('pets');
      pets.addMethod('GET', undefined, { operationName: 'listPets' });
      pets.addMethod('POST', undefined, { operationName: 'addPet' });
      pets.addResource('{id}').addMethod('GET', undefined, { operationName: 'getPet' });
      return api;
    }
  }
}

function newFunction(stack: Stack, id: string): lambda.Function {
  return new lambda.Function(stack, id, { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({})') });
}

function tool(name: string): agentcore.ToolDefinition {
  return { name, description: `Does ${name}`, inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: { place: { type: agentcore.SchemaDefinitionType.STRING } } } };
}
