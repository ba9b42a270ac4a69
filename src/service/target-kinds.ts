/**
 * The kinds of target: the members of `TargetConfiguration`.
 *
 * Use records over `TargetKind`, so that the compiler finds every place where a new kind must be added.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TargetConfiguration.html
 */
export type TargetKind =
  | 'lambda' | 'openApi' | 'smithy' | 'apiGateway' | 'mcpServer' | 'connector'
  | 'runtime' | 'passthrough' | 'httpConnector'
  | 'inferenceProvider' | 'inferenceConnector';

/** The three categories of targets. A gateway with the protocol type MCP accepts only `mcp` targets; a gateway without a protocol type accepts all. */
export type TargetCategory = 'mcp' | 'http' | 'inference';

/** The member of `TargetConfiguration` for a kind, as in CloudFormation. */
export interface TargetMember {
  readonly category: TargetCategory;
  readonly union: 'Mcp' | 'Http' | 'Inference';
  readonly member: string;
}

const mcp = (member: string): TargetMember => ({ category: 'mcp', union: 'Mcp', member });
const http = (member: string): TargetMember => ({ category: 'http', union: 'Http', member });
const inference = (member: string): TargetMember => ({ category: 'inference', union: 'Inference', member });

export const TARGET_MEMBERS: Readonly<Record<TargetKind, TargetMember>> = {
  lambda: mcp('Lambda'),
  openApi: mcp('OpenApiSchema'),
  smithy: mcp('SmithyModel'),
  apiGateway: mcp('ApiGateway'),
  mcpServer: mcp('McpServer'),
  connector: mcp('Connector'),
  runtime: http('AgentcoreRuntime'),
  passthrough: http('Passthrough'),
  httpConnector: http('Connector'),
  inferenceProvider: inference('Provider'),
  inferenceConnector: inference('Connector'),
};
