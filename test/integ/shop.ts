import { join } from 'path';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AgentRuntime, AgentRuntimeProps, McpServer, McpServerProps } from 'cdk-agentcore-gateway';

/**
 * What the apps are about: a shop with a function, an MCP server and an agent. Their code is deployed as it is, without a build.
 */

const { OBJECT, STRING, INTEGER } = agentcore.SchemaDefinitionType;

/** Knows the orders of customers, and refunds them. */
export class OrdersFunction extends lambda.Function {
  /** What the function offers. */
  public readonly tools = agentcore.ToolSchema.fromInline([
    {
      name: 'get_order',
      description: 'Tells what was ordered.',
      inputSchema: { type: OBJECT, properties: { orderId: { type: STRING } }, required: ['orderId'] },
    },
    {
      name: 'refund_order',
      description: 'Refunds an order, or a part of it.',
      inputSchema: { type: OBJECT, properties: { orderId: { type: STRING }, amount: { type: INTEGER } }, required: ['orderId'] },
    },
  ]);

  constructor(scope: Construct, id: string, props: Pick<lambda.FunctionOptions, 'functionName'> = {}) {
    super(scope, id, {
      ...props,
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(shop('orders')),
    });
  }
}

/** Finds articles. */
export class CatalogServer extends McpServer {
  constructor(scope: Construct, id: string, props: Partial<McpServerProps> = {}) {
    super(scope, id, {
      ...props,
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromCodeAsset({
        path: shop('catalog'), runtime: agentcore.AgentCoreRuntime.NODE_22, entrypoint: ['index.js'],
      }),
      toolsFile: shop('catalog/tools.json'),
    });
  }
}

/** Helps customers, with the tools of a gateway. */
export class Assistant extends AgentRuntime {
  constructor(scope: Construct, id: string, props: Partial<AgentRuntimeProps> = {}) {
    super(scope, id, {
      ...props,
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromCodeAsset({
        path: shop('assistant'), runtime: agentcore.AgentCoreRuntime.NODE_22, entrypoint: ['index.js'],
      }),
    });
  }
}

/** A file or folder of the shop. */
export function shop(path: string): string {
  return join(__dirname, 'shop', path);
}
