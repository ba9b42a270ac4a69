import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectStatusWithoutCredentials, expectTools } from './assertions';
import { OrdersFunction, shop } from './shop';
import { CedarPolicy, Gateway, InboundAuth, WafFailureMode } from 'cdk-agentcore-gateway';

/** Each inbound authorization. */
class InboundAuthStack extends Stack {
  public readonly signed: Gateway;
  public readonly open: Gateway;
  public readonly tokens: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const orders = new OrdersFunction(this, 'Orders');

    // IAM, the default: callers sign, and need bedrock-agentcore:InvokeGateway.
    this.signed = new Gateway(this, 'Signed');
    this.signed.grantInvokeAccess(new iam.Role(this, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));

    // Callers need no credentials: for what everybody may know, with a limit to the requests of one address.
    this.open = new Gateway(this, 'Open', {
      authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth(),
      wafFailureMode: WafFailureMode.FAIL_CLOSE,
    });
    this.open.addOpenApiTarget('Stock', { apiSchema: agentcore.ApiSchema.fromLocalAsset(shop('apis/stock.json')) });
    const limit = new wafv2.CfnWebACL(this, 'Limit', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'Open', sampledRequestsEnabled: true },
      rules: [{
        name: 'RequestsInFiveMinutes',
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: 100, aggregateKeyType: 'IP' } },
        visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'RequestsInFiveMinutes', sampledRequestsEnabled: true },
      }],
    });
    new wafv2.CfnWebACLAssociation(this, 'LimitOfOpen', { webAclArn: limit.attrArn, resourceArn: this.open.gatewayArn });
    Validations.of(this.open).acknowledge({ id: 'cdk-agentcore-gateway::auth-none-open', reason: 'The stock is public. The web ACL limits how often it is read.' });

    // Callers sign, and Cedar decides what they may call.
    const byPolicy = new Gateway(this, 'ByPolicy', {
      authorizerConfiguration: InboundAuth.authenticateOnly(),
      cedarPolicies: [CedarPolicy.fromText('read_orders', `permit (
  principal is AgentCore::IamEntity,
  action == AgentCore::Action::"orders___get_order",
  resource == AgentCore::Gateway::"{{gatewayArn}}"
) when { context.input.orderId like "o-*" };`)],
    });

    // Tokens of an identity provider.
    this.tokens = new Gateway(this, 'Tokens', {
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingCustomJwt({
        discoveryUrl: 'https://accounts.google.com/.well-known/openid-configuration',
        allowedAudience: ['shop.apps.googleusercontent.com'],
        // The domain of the company.
        customClaims: [agentcore.GatewayCustomClaim.withStringValue('hd', 'example.com')],
      }),
    });

    for (const gateway of [this.signed, byPolicy, this.tokens]) {
      gateway.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    }
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new InboundAuthStack(app, 'InboundAuth');

const assertions = new Stack(app, 'InboundAuthAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectTools(integ, assertions, stack.signed, ['orders___get_order']);
expectStatusWithoutCredentials(integ, stack.signed, 403);
expectStatusWithoutCredentials(integ, stack.open, 200);
expectStatusWithoutCredentials(integ, stack.tokens, 401);
