import { join } from 'path';
import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';
import { Gateway, LambdaMcpServer } from 'cdk-agentcore-gateway';

/** An MCP server of the official SDK in a Lambda function, behind a gateway. */
export class LambdaMcpStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const lambdaFunction = new nodejs.NodejsFunction(this, 'Server', {
      entry: join(__dirname, 'server', 'index.mjs'),
      runtime: lambda.Runtime.NODEJS_24_X,
      timeout: Duration.seconds(30),
      memorySize: 512,
    });
    const tools = new Gateway(this, 'Tools', { responseStreaming: true });
    tools.addMcpServer(new LambdaMcpServer(this, 'Recipes', { lambdaFunction, toolsFile: join(__dirname, 'server', 'tools.json') }));
  }
}
