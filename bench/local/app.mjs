// Templates of apps with gateways, as CloudFormation has them.
const ROLE_ARN = 'arn:aws:iam::111122223333:role/gateway';
const TOOL_SCHEMA = { InlinePayload: [{ Name: 'tool_0', Description: 'Returns at once.', InputSchema: { Type: 'object', Properties: { id: { Type: 'string' } } } }] };

function gateway(id, properties = {}) {
  return { [id]: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: id.toLowerCase(), RoleArn: ROLE_ARN, AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP', ProtocolConfiguration: { Mcp: { SupportedVersions: ['2025-11-25'] } }, ...properties } } };
}

function target(gatewayId, name, mcp) {
  return { [`${gatewayId}${name}`]: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { GatewayIdentifier: { Ref: gatewayId }, Name: name, TargetConfiguration: { Mcp: mcp } } } };
}

const server = (url) => ({ McpServer: { Endpoint: url } });
const inner = (gatewayId) => ({ McpServer: { Endpoint: { 'Fn::GetAtt': [gatewayId, 'GatewayUrl'] } } });

export function oneGateway(url) {
  return { Resources: { ...gateway('Tools'), ...target('Tools', 'srv', server(url)) } };
}

/** Three gateways, each the target of the one before. */
export function threeGateways(url) {
  return {
    Resources: {
      ...gateway('Outer'), ...target('Outer', 'mid', inner('Mid')), ...gateway('Mid'), ...target('Mid', 'in', inner('Tools')), ...gateway('Tools'), ...target('Tools', 'srv', server(url)),
    },
  };
}

/** A policy for each of 30 tools, more than three times, with conditions; the first one of `tool_0` permits. */
export function withPolicies(url, count) {
  const policies = Array.from({ length: count }, (_, n) => {
    const action = `AgentCore::Action::"srv___tool_${n % 30}"`;
    const condition = n === 0 ? '' : ` when { context.input.id == "${n}" }`;
    return [`Policy${n}`, {
      Type: 'AWS::BedrockAgentCore::Policy',
      Properties: { Name: `policy_${n}`, PolicyEngineId: { 'Fn::GetAtt': ['Engine', 'PolicyEngineId'] }, Definition: { Cedar: { Statement: { 'Fn::Sub': `permit(principal, action == ${action}, resource == AgentCore::Gateway::"\${Tools.GatewayArn}")${condition};` } } } },
    }];
  });
  const engine = { Engine: { Type: 'AWS::BedrockAgentCore::PolicyEngine', Properties: { Name: 'engine' } } };
  const configuration = { PolicyEngineConfiguration: { Arn: { 'Fn::GetAtt': ['Engine', 'PolicyEngineArn'] }, Mode: 'ENFORCE' } };
  return { Resources: { ...gateway('Tools', configuration), ...target('Tools', 'srv', server(url)), ...engine, ...Object.fromEntries(policies) } };
}

/** A function that returns at once. */
export function withFunction() {
  const fn = { Type: 'AWS::Lambda::Function', Properties: { Runtime: `nodejs${process.versions.node.split('.')[0]}.x`, Handler: 'index.handler', Role: ROLE_ARN, Code: { ZipFile: 'exports.handler = async () => ({ text: "x".repeat(200) });' } } };
  return { Resources: { ...gateway('Tools'), ...target('Tools', 'srv', { Lambda: { LambdaArn: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ToolSchema: TOOL_SCHEMA } }), Fn: fn } };
}
