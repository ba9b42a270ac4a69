import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { OrdersFunction } from './shop';
import { Gateway, GatewayLogGroup, WafFailureMode } from 'cdk-agentcore-gateway';

/** What the people who run a gateway need: logs in two places, traces, a dashboard, alarms and a web ACL. */
class Operations extends Stack {
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const encryptionKey = new kms.Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    const group = new GatewayLogGroup(this, 'ToolCalls', { retention: logs.RetentionDays.THREE_MONTHS, encryptionKey, removalPolicy: RemovalPolicy.DESTROY });
    const archive = new s3.Bucket(this, 'Archive', { enforceSSL: true, removalPolicy: RemovalPolicy.DESTROY });
    const { APPLICATION_LOGS } = agentcore.LogType;

    const webAcl = new wafv2.CfnWebACL(this, 'WebAcl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [{
        name: 'rate',
        priority: 1,
        action: { block: {} },
        statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 2000 } },
        visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'rate', sampledRequestsEnabled: true },
      }],
      visibilityConfig: { cloudWatchMetricsEnabled: true, metricName: 'shop-tools', sampledRequestsEnabled: true },
    });

    this.tools = new Gateway(this, 'ShopTools', {
      loggingConfigs: [
        { logType: APPLICATION_LOGS, destination: agentcore.LoggingDestination.cloudWatchLogs(group) },
        { logType: APPLICATION_LOGS, destination: agentcore.LoggingDestination.s3(archive) },
      ],
      tracingEnabled: true,
      webAcl,
      wafFailureMode: WafFailureMode.FAIL_CLOSE,
    });
    const orders = new OrdersFunction(this, 'Orders');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    // Only callers of this organization; `grantInvokeAccess` adds to the same policy.
    this.tools.addToResourcePolicy(new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.StarPrincipal()],
      actions: ['bedrock-agentcore:InvokeGateway'],
      conditions: { StringNotEquals: { 'aws:PrincipalOrgID': process.env.ORGANIZATION ?? 'o-a1b2c3d4e5' } },
    }));

    this.tools.dashboard();
    const oncall = new sns.Topic(this, 'OnCall', { enforceSSL: true });
    this.tools.recommendedAlarms({ latency: Duration.seconds(20), alarmActions: [new actions.SnsAction(oncall)] });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Operations(app, 'Operations');

const integ = new IntegTest(app, 'Integ', { testCases: [stack] });
expectReady(integ, stack.tools);
