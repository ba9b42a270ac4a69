import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Assistant, OrdersFunction, shop } from './shop';
import { CedarPolicy, Gateway } from 'cdk-agentcore-gateway';

/** A key of one's own for gateway and policies, and a function that sees every request and every response. */
class Encryption extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    const audit = new lambda.Function(this, 'Audit', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(shop('audit')),
    });
    const assistant = new Assistant(this, 'Assistant');

    this.tools = new Gateway(this, 'ShopTools', {
      kmsKey: key,
      interceptorConfigurations: [agentcore.LambdaInterceptor.forRequest(audit), agentcore.LambdaInterceptor.forResponse(audit)],
      policyEngineConfiguration: { policyEngine: new agentcore.PolicyEngine(this, 'Engine', { kmsKey: key }) },
      cedarPolicies: CedarPolicy.fromDirectory(shop('policies'), { roles: { assistant: assistant.role } }),
    });
    this.tools.grantInvokeAccess(assistant);
    const orders = new OrdersFunction(this, 'Orders');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Encryption(app, 'Encryption');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectReady(integ, stack.tools);
