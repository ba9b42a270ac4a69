import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { agentCoreCall, expectReady } from './assertions';
import { Assistant, OrdersFunction, shop } from './shop';
import { CedarPolicy, Gateway, PolicyEnforcementMode } from 'cdk-agentcore-gateway';

/** An assistant that reads every order, refunds small amounts, and nothing else: files, a text, and a typed statement. */
class CedarPolicies extends Stack {
  public readonly gateway: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const assistant = new Assistant(this, 'Assistant');
    this.gateway = new Gateway(this, 'Tools', {
      cedarPolicies: CedarPolicy.fromDirectory(shop('policies'), { roles: { assistant: assistant.role } }),
    });
    this.gateway.grantInvokeAccess(assistant);

    // Tried out first: logged, not enforced.
    this.gateway.addCedarPolicy('no_refund_without_amount', CedarPolicy.fromText('no_refund_without_amount', `forbid (
  principal,
  action == AgentCore::Action::"orders___refund_order",
  resource == AgentCore::Gateway::"{{gatewayArn}}"
) unless { context.input has amount };`, { enforcementMode: PolicyEnforcementMode.LOG_ONLY }));

    const orders = new OrdersFunction(this, 'Orders');
    this.gateway.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new CedarPolicies(app, 'CedarPolicies');

const assertions = new Stack(app, 'CedarPoliciesAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.gateway);
const { policyEngine } = stack.gateway.policyEngineConfiguration!;
agentCoreCall(integ, 'GetPolicyEngine', { policyEngineId: policyEngine.policyEngineId }, policyEngine.policyEngineArn)
  .assertAtPath('status', ExpectedResult.exact('ACTIVE'));
