import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct } from 'constructs';
import { AddMcpServerOptions, Gateway, GatewayProps, GatewayTarget, InferenceConnector, MultiProtocol, PassthroughProtocol } from '../../src';
import type { OutboundTargetKind } from '../../src/service/outbound-auth';
import { newAgent, newFunction, newServer, openApi, tools } from '../builders';
import { fixtureText } from '../schema/fixtures/fixture';

/** The options of every kind of target; `AddMcpServerOptions` has all of them. */
export type CommonOptions = Pick<AddMcpServerOptions,
'gatewayTargetName' | 'description' | 'credentialProviderConfigurations' | 'metadataConfiguration' | 'additionalPermissions' | 'scope'>;

export type MadeKind = OutboundTargetKind;

export interface Kind {
  readonly kind: MadeKind;
  /** The path of the kind in `TargetConfiguration`. */
  readonly path: string;
  readonly protocol: 'MCP' | 'HTTP' | 'INFERENCE';
  /** The type in aws-cdk-lib of an MCP target. */
  readonly mcpType?: agentcore.McpTargetType;
  /** Adds a target with the name `target`, and what it points at. */
  add(gateway: Gateway, options?: CommonOptions): GatewayTarget;
}

export const REST_API_TOOLS: agentcore.ApiGatewayToolConfiguration = {
  toolFilters: [{ filterPath: '/pets', methods: [agentcore.ApiGatewayHttpMethod.GET] }],
};

export function newRestApi(scope: Construct, id = 'Api'): apigateway.RestApi {
  const api = new apigateway.RestApi(scope, id, { cloudWatchRole: false });
  api.root.addResource('pets').addMethod('GET', new apigateway.MockIntegration(), { operationName: 'list_pets' });
  return api;
}

/** One row for each kind of target that a gateway can have. */
export const EVERY_KIND: Kind[] = [
  {
    kind: 'lambda',
    mcpType: agentcore.McpTargetType.LAMBDA,
    path: 'Mcp.Lambda',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addLambdaTarget('Target', {
      lambdaFunction: newFunction(gateway.stack, 'TargetFunction'), toolSchema: tools('do_it'), ...options,
    }),
  },
  {
    kind: 'openApi',
    mcpType: agentcore.McpTargetType.OPENAPI_SCHEMA,
    path: 'Mcp.OpenApiSchema',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addOpenApiTarget('Target', { apiSchema: agentcore.ApiSchema.fromInline(openApi('do_it')), ...options }),
  },
  {
    kind: 'smithy',
    mcpType: agentcore.McpTargetType.SMITHY_MODEL,
    path: 'Mcp.SmithyModel',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addSmithyTarget('Target', { smithyModel: agentcore.ApiSchema.fromInline(fixtureText('shop.smithy.json')), ...options }),
  },
  {
    kind: 'apiGateway',
    mcpType: agentcore.McpTargetType.API_GATEWAY,
    path: 'Mcp.ApiGateway',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addApiGatewayTarget('Target', {
      restApi: newRestApi(gateway.stack), apiGatewayToolConfiguration: REST_API_TOOLS, ...options,
    }),
  },
  {
    kind: 'mcpServer',
    mcpType: agentcore.McpTargetType.MCP_SERVER,
    path: 'Mcp.McpServer',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addMcpServerTarget('Target', { endpoint: 'https://mcp.example.com/mcp', ...options }),
  },
  {
    kind: 'mcpServerOnRuntime',
    mcpType: agentcore.McpTargetType.MCP_SERVER,
    path: 'Mcp.McpServer',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addMcpServer(newServer(gateway.stack, 'Target'), options),
  },
  {
    kind: 'mcpServerOnGateway',
    mcpType: agentcore.McpTargetType.MCP_SERVER,
    path: 'Mcp.McpServer',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addGateway(new Gateway(gateway.stack, 'Target'), options),
  },
  {
    kind: 'runtime',
    path: 'Http.AgentcoreRuntime',
    protocol: 'HTTP',
    add: (gateway, options) => gateway.addAgent(newAgent(gateway.stack, 'Target'), options),
  },
  {
    kind: 'passthrough',
    path: 'Http.Passthrough',
    protocol: 'HTTP',
    add: (gateway, options) => gateway.addPassthroughTarget('Target', { endpoint: 'https://agent.example.com', protocol: PassthroughProtocol.A2A, ...options }),
  },
  {
    kind: 'connector',
    path: 'Mcp.Connector',
    protocol: 'MCP',
    add: (gateway, options) => gateway.addWebSearchTarget('Target', options),
  },
  {
    kind: 'httpConnector',
    path: 'Http.Connector',
    protocol: 'HTTP',
    add: (gateway, options) => gateway.addHttpConnectorTarget('Target', { connectorId: 'memory', ...options }),
  },
  {
    kind: 'inferenceProvider',
    path: 'Inference.Provider',
    protocol: 'INFERENCE',
    add: (gateway, options) => gateway.addInferenceTarget('Target', { provider: { endpoint: 'https://models.example.com' }, ...options }),
  },
  {
    kind: 'inferenceConnector',
    path: 'Inference.Connector',
    protocol: 'INFERENCE',
    add: (gateway, options) => gateway.addInferenceTarget('Target', { connector: InferenceConnector.BEDROCK_MANTLE, ...options }),
  },
];

/** The same as rows of `test.each`. */
export const EVERY_KIND_BY_NAME = EVERY_KIND.map((kind): [MadeKind, Kind] => [kind.kind, kind]);

/** A gateway that can have targets of a kind. */
export function gatewayFor(kind: Kind, scope: Construct, props: GatewayProps = {}): Gateway {
  return new Gateway(scope, 'Gateway', { ...kind.protocol !== 'MCP' ? { protocolConfiguration: MultiProtocol.all() } : {}, ...props });
}
