import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { toolSchema } from './parts';
import { shop } from '../../integ/shop';

/** A gateway behind a gateway, in front of a function, with the constructs of aws-cdk-lib as their documentation shows them. */
export function upstreamChain(): App {
  const app = new App();
  const stack = new Stack(app, 'Upstream');
  const byIam = { authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() };
  const inner = new agentcore.Gateway(stack, 'Inner', { ...byIam, gatewayName: 'inner' });
  const lambdaFunction = new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromAsset(shop('orders')),
  });
  inner.addLambdaTarget('Orders', { lambdaFunction, toolSchema: toolSchema('get_order'), gatewayTargetName: 'orders' });
  const outer = new agentcore.Gateway(stack, 'Outer', { ...byIam, gatewayName: 'outer' });
  outer.addMcpServerTarget('Domain', {
    gatewayTargetName: 'domain',
    endpoint: inner.gatewayUrl!,
    credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromIamRole({ service: 'bedrock-agentcore' })],
  });
  inner.grantInvoke(outer.role);
  return app;
}
