import { gateway, getAtt, join, resource, template } from '../../build-tools/rule-examples/templates';

type Json = Readonly<Record<string, unknown>>;

/** Cedar text, in which `GATEWAY` is replaced by the gateway's ARN. */
export type PolicyText = string;

export const PERMIT: PolicyText = `permit (
  principal is AgentCore::IamEntity,
  action == AgentCore::Action::"weather___get_weather",
  resource == AgentCore::Gateway::"GATEWAY"
);`;

/** `PERMIT` with a condition. */
export function permitWhen(condition: string): PolicyText {
  return PERMIT.replace(/;$/, ` when { ${condition} };`);
}

const TOOLS = [{
  Name: 'get_weather',
  Description: 'weather of a city',
  InputSchema: {
    Type: 'object',
    Properties: { city: { Type: 'string' }, days: { Type: 'integer' }, budget: { Type: 'number' } },
    Required: ['city', 'budget'],
  },
}];

export interface PolicyAppOptions {
  readonly mode?: string;
  readonly gateway?: Json;
  /** Target configuration in place of the Lambda target with known tools. */
  readonly targetConfiguration?: Json;
  /** Additional resources. */
  readonly more?: Json;
}

/** A gateway with one tool, `weather___get_weather`, whose policy engine has these policies. */
export function policyApp(texts: readonly (PolicyText | Json)[], options: PolicyAppOptions = {}): Json {
  const policies = texts.map((text, index) => [`Policy${index + 1}`, resource('AWS::BedrockAgentCore::Policy', {
    PolicyEngineId: getAtt('Engine', 'PolicyEngineId'),
    Name: `policy_${index + 1}`,
    Definition: { Cedar: { Statement: typeof text === 'string' ? statement(text) : text } },
  }, { DependsOn: ['Target'] })]);
  return template({
    Engine: resource('AWS::BedrockAgentCore::PolicyEngine', { Name: 'engine' }),
    Gateway: gateway({ PolicyEngineConfiguration: { Arn: getAtt('Engine', 'PolicyEngineArn'), Mode: options.mode ?? 'ENFORCE' }, ...options.gateway }),
    Target: resource('AWS::BedrockAgentCore::GatewayTarget', {
      GatewayIdentifier: getAtt('Gateway', 'GatewayIdentifier'),
      Name: 'weather',
      CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }],
      TargetConfiguration: options.targetConfiguration ?? {
        Mcp: { Lambda: { LambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:weather', ToolSchema: { InlinePayload: TOOLS } } },
      },
    }),
    ...Object.fromEntries(policies),
    ...options.more,
  });
}

export const UNKNOWN_TOOLS = { Mcp: { McpServer: { Endpoint: 'https://mcp.example.com/mcp' } } };

/** Replaces `GATEWAY` by the gateway's ARN. */
export function statement(text: PolicyText): unknown {
  const parts = text.split('GATEWAY');
  return parts.length === 1 ? text : join(...parts.flatMap((part, index) => index === 0 ? [part] : [getAtt('Gateway', 'GatewayArn'), part]));
}
