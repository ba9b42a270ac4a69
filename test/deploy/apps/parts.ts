import { App } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { functionCode, serverCode } from './server-code';
import { shop } from '../../integ/shop';
import { Gateway, GatewayTarget, LambdaMcpServer, McpServer } from 'cdk-agentcore-gateway';

/** An app with the flags of a new project. */
export function newApp(): App {
  return new App({ context: recommendedFlags });
}

/** An app with the flags of none: stacks refer to each other by exports. */
export function olderApp(): App {
  return new App();
}

export function newFunction(scope: Construct, id: string): lambda.Function {
  return new lambda.Function(scope, id, { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(shop('orders')) });
}

/** Adds a Lambda target with a function of its own. */
export function addFunction(gateway: Gateway, id: string, tools: string[], options: { scope?: Construct; name?: string } = {}): GatewayTarget {
  const lambdaFunction = newFunction(options.scope ?? gateway.stack, `${id}Function`);
  return gateway.addLambdaTarget(id, { lambdaFunction, toolSchema: toolSchema(...tools), gatewayTargetName: options.name });
}

export function toolSchema(...names: string[]): agentcore.ToolSchema {
  return agentcore.ToolSchema.fromInline(names.map((name) => ({
    name, description: `Does ${name}`, inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: {} },
  })));
}

/** An MCP server that lists these tools. */
export function server(scope: Construct, id: string, ...tools: string[]): McpServer {
  return new McpServer(scope, id, { agentRuntimeArtifact: serverCode(...tools) });
}

/** The same on Lambda, behind the URL of an alias. */
export function lambdaServer(scope: Construct, id: string, ...tools: string[]): LambdaMcpServer {
  const lambdaFunction = new lambda.Function(scope, `${id}Function`, { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: functionCode(...tools) });
  return new LambdaMcpServer(scope, id, { lambdaFunction: new lambda.Alias(scope, `${id}Live`, { aliasName: 'live', version: lambdaFunction.currentVersion }) });
}
