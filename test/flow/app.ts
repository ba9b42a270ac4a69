import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AgentRuntime, CedarPolicy, Gateway } from '../../src';
import { artifact, newFunction } from '../builders';

class DomainTools extends Gateway {}

const STRING = { type: agentcore.SchemaDefinitionType.STRING };
const INTEGER = { type: agentcore.SchemaDefinitionType.INTEGER };

function definition(name: string, properties: Record<string, agentcore.SchemaDefinition>): agentcore.ToolDefinition {
  return { name, description: `The tool ${name}.`, inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties, required: Object.keys(properties) } };
}

/** Two gateways over the tools of a domain, all with policies: one enforces them, one only logs. */
export function policiesAtEveryHop(app: App): void {
  const stack = new Stack(app, 'Flow');
  const agent = new AgentRuntime(stack, 'Agent', { agentRuntimeArtifact: artifact() });
  const intern = new AgentRuntime(stack, 'Intern', { agentRuntimeArtifact: artifact() });

  const tools = new DomainTools(stack, 'DomainTools', {
    cedarPolicies: [
      CedarPolicy.fromText('orders', 'permit(principal, action in AgentCore::Action::"orders", resource == AgentCore::Gateway::"{{gatewayArn}}");'),
      CedarPolicy.fromText('no-purge', `forbid(principal, action == AgentCore::Action::"orders___purge", resource == AgentCore::Gateway::"{{gatewayArn}}")
        when { context.input.all == "yes" };`),
    ],
  });
  tools.addLambdaTarget('Orders', {
    lambdaFunction: newFunction(stack, 'Orders'),
    toolSchema: agentcore.ToolSchema.fromInline([definition('get_order', { orderId: STRING }), definition('refund', { amount: INTEGER }), definition('purge', { all: STRING })]),
  });

  const team = new Gateway(stack, 'TeamGateway', {
    cedarPolicies: [
      CedarPolicy.fromText('team', `permit(principal == AgentCore::IamEntity::"{{agent}}", action, resource == AgentCore::Gateway::"{{gatewayArn}}")
        unless { action == AgentCore::Action::"domain___orders___refund" };`, { roles: { agent: agent.role } }),
      CedarPolicy.fromText('small-refunds', `permit(principal == AgentCore::IamEntity::"{{agent}}", action == AgentCore::Action::"domain___orders___refund",
        resource == AgentCore::Gateway::"{{gatewayArn}}") when { context.input.amount <= 500 };`, { roles: { agent: agent.role } }),
    ],
  });
  const watch = new Gateway(stack, 'WatchGateway', {
    cedarPolicies: [CedarPolicy.fromText('nobody', `forbid(principal, action == AgentCore::Action::"domain___orders___refund", resource == AgentCore::Gateway::"{{gatewayArn}}")
      when { context.input.amount > 0 };`)],
    policyEngineMode: agentcore.PolicyEngineMode.LOG_ONLY,
  });
  for (const gateway of [team, watch]) {
    gateway.addGateway(tools, { gatewayTargetName: 'domain' });
    gateway.grantInvokeAccess(agent);
    gateway.grantInvokeAccess(intern);
  }
}
