import { join } from 'path';
import { App, CustomResource, Stack } from 'aws-cdk-lib';
import type { CfnGatewayTarget } from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { updateCase } from './update-case';
import { newApp, server } from '../apps/parts';
import { Gateway } from 'cdk-agentcore-gateway';

/** What `image` is, with a custom resource that has the target read anew: it holds today, and shows that the emulator reads when it is told to. */
function synchronized(tools: string[]): App {
  const app = newApp();
  const stack = new Stack(app, 'App');
  const gateway = new Gateway(stack, 'Tools');
  const docs = server(stack, 'Docs', ...tools);
  const target = gateway.addMcpServer(docs);

  const provider = new lambda.Function(stack, 'Provider', {
    runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(join(__dirname, '..', 'apps', 'synchronize')),
  });
  const access = new iam.Policy(stack, 'Access', {
    roles: [provider.role!],
    statements: [new iam.PolicyStatement({ actions: ['bedrock-agentcore:SynchronizeGatewayTargets', 'bedrock-agentcore:GetGatewayTarget'], resources: [gateway.gatewayArn] })],
  });
  const resource = new CustomResource(stack, 'Synchronization', {
    resourceType: 'Custom::AgentCoreSynchronization',
    serviceToken: provider.functionArn,
    properties: {
      Gateway: gateway.gatewayId, Target: (target.node.defaultChild as CfnGatewayTarget).attrTargetId, Region: stack.region, Version: docs.agentRuntimeVersion,
    },
  });
  // After the target, and so after the check that the new version of the server lists its tools.
  resource.node.addDependency(access, target);
  return app;
}

export const SYNCHRONIZED = [
  updateCase('synchronized', 'an MCP server gets a new image, and a custom resource calls SynchronizeGatewayTargets', synchronized, ['read_page'], ['read_page', 'find_page']),
];
