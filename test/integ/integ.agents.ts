import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Assistant, OrdersFunction, shop } from './shop';
import { CedarPolicy, Gateway, MultiProtocol } from 'cdk-agentcore-gateway';

/** An agent whose prompts a guardrail reads, an agent for voices, and a harness with the tools of a gateway. */
class Agents extends Stack {
  public readonly agents: Gateway;
  public readonly tools: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.agents = new Gateway(this, 'Agents', {
      protocolConfiguration: MultiProtocol.all(),
      cedarPolicies: CedarPolicy.fromDirectory(shop('guardrails')),
    });
    Validations.of(this.agents).acknowledge({ id: 'cdk-agentcore-gateway::policies-doubtful', reason: 'only the service can evaluate a guardrail' });
    this.agents.addAgent(new Assistant(this, 'Assistant'), {
      apiSchema: agentcore.ApiSchema.fromLocalAsset(shop('apis/assistant.json')),
    });

    // A phone application streams audio to this agent, without a gateway.
    const callCenter = new iam.Role(this, 'CallCenter', { assumedBy: new iam.AccountRootPrincipal() });
    new Assistant(this, 'Voice', { runtimeConfigKey: 'Voice' }).grantInvokeRuntimeWithWebSocketStream(callCenter);

    this.tools = new Gateway(this, 'Tools');
    const orders = new OrdersFunction(this, 'Orders');
    this.tools.addLambdaTarget('Orders', { lambdaFunction: orders, toolSchema: orders.tools });
    const role = new iam.Role(this, 'HarnessRole', { assumedBy: new iam.ServicePrincipal('bedrock-agentcore.amazonaws.com') });
    const harness = new agentcore.CfnHarness(this, 'Harness', {
      harnessName: 'orders',
      executionRoleArn: role.roleArn,
      model: { bedrockModelConfig: { modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' } },
      tools: [{
        type: 'agentcore_gateway',
        name: 'tools',
        config: { agentCoreGateway: { gatewayArn: this.tools.gatewayArn, outboundAuth: { awsIam: {} } } },
      }],
    });
    this.tools.grantInvokeAccess(role).applyBefore(harness);
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Agents(app, 'Agents');

const assertions = new Stack(app, 'AgentsAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.agents);
expectReady(integ, stack.tools);
