import { agentTarget, engine, getAtt, httpGateway, IAM_ROLE, join, passthroughTarget, policy, resource, runtime, sub, target, template, withEngine } from '../../../build-tools/rule-examples/templates';
import { after, allow, engineStatements, role, rolePolicy, runtimeArns } from '../../rules/roles';
import { written } from '../variant';

const schema = { Schema: { Source: { InlinePayload: '{"openapi":"3.0.3"}' } } };
const guard = (action: string) => `forbid (principal is AgentCore::IamEntity, ${action}, resource == AgentCore::Gateway::"`;
const guardrail = '") when guardrails { BedrockGuardrails::PromptAttack(["PROMPT_INJECTION"], [context.input.prompt]).maxConfidenceScore().greaterThan(decimal("0.7")) };';
const guardPolicy = (name: string, action: string) => after(policy({
  Name: name, Definition: { Policy: { Statement: join(guard(action), getAtt('Gateway', 'GatewayArn'), guardrail) } },
}), 'Gateway', 'Helper', 'Card');

/** Agents behind a gateway without protocol type, and a harness that calls the gateway. */
export const HTTP = written('agents, guardrails and a harness', template({
  Role: role(),
  Engine: engine(),
  Gateway: after(httpGateway({ RoleArn: getAtt('Role', 'Arn'), ...withEngine() }), 'Own'),
  Own: rolePolicy([...engineStatements(), allow('bedrock:InvokeGuardrailChecks', '*')], { PolicyName: 'own' }),
  Docs: runtime({ ProtocolConfiguration: 'HTTP' }),
  Partner: runtime({ AgentRuntimeName: 'partner', ProtocolConfiguration: 'A2A' }),
  Helper: after(agentTarget(getAtt('Docs', 'AgentRuntimeArn'), { Name: 'helper' }, schema), 'Calls'),
  Card: after(agentTarget(getAtt('Partner', 'AgentRuntimeArn'), { Name: 'card' }), 'Calls'),
  Calls: rolePolicy([
    allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs')), allow(['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:GetAgentCard'], runtimeArns('Partner')),
    allow('bedrock-agentcore:InvokeWebSearch', sub('arn:${AWS::Partition}:bedrock-agentcore:${AWS::Region}:aws:tool/web-search.v1')),
    allow('bedrock:Retrieve', sub('arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:knowledge-base/KB12345678')),
  ], { PolicyName: 'calls' }),
  Desk: passthroughTarget({ Name: 'desk', CredentialProviderConfigurations: IAM_ROLE }, {
    Endpoint: 'https://agent.partner.anycompany.com/a2a', ProtocolType: 'A2A', StickinessConfiguration: { Identifier: '$context.header.x-session-id', Timeout: 3600 },
  }),
  Web: after(target({ Mcp: { Connector: { Source: { ConnectorId: 'web-search' }, Configurations: [{ Name: 'WebSearch', Description: 'Searches.', ParameterValues: {} }] } } }, {
    Name: 'web', CredentialProviderConfigurations: IAM_ROLE,
  }), 'Calls'),
  Manuals: after(target({ Mcp: { Connector: { Source: { ConnectorId: 'bedrock-knowledge-bases' }, Configurations: [{ Name: 'Retrieve', ParameterValues: { knowledgeBaseId: 'KB12345678' } }] } } }, {
    Name: 'manuals', CredentialProviderConfigurations: IAM_ROLE,
  }), 'Calls'),
  Models: target({ Inference: { Provider: { Endpoint: 'https://models.anycompany.com', Operations: [{ Path: '/v1/messages', Models: [{ Model: 'shop-1' }] }] } } }, {
    Name: 'models', CredentialProviderConfigurations: IAM_ROLE,
  }),
  Permit: after(policy({ Name: 'permit', Definition: { Cedar: { Statement: join('permit (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"', getAtt('Gateway', 'GatewayArn'), '") when { principal.id like "*:assumed-role/*" };') } } }), 'Gateway', 'Helper', 'Card'),
  Guard: guardPolicy('guard', 'action == AgentCore::Action::"helper___POST:/invocations"'),
  PerTenant: resource('AWS::BedrockAgentCore::GatewayRateLimit', {
    GatewayIdentifier: getAtt('Gateway', 'GatewayIdentifier'),
    DimensionKeys: ['$.context.iam.principal', 'toolName'],
    Entries: [{ Dimensions: { '$.context.iam.principal': '*', 'toolName': '*' }, Requests: [{ Rate: 10, Period: 'second' }] }],
  }),
  CallerRole: role(),
  Invoke: rolePolicy([allow('bedrock-agentcore:InvokeGateway', getAtt('Gateway', 'GatewayArn'))], { PolicyName: 'invoke', Roles: [{ Ref: 'CallerRole' }] }),
  Harness: resource('AWS::BedrockAgentCore::Harness', {
    HarnessName: 'caller',
    ExecutionRoleArn: getAtt('CallerRole', 'Arn'),
    Model: { BedrockModelConfig: { ModelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0' } },
    Tools: [{ Type: 'agentcore_gateway', Name: 'agents', Config: { AgentCoreGateway: { GatewayArn: getAtt('Gateway', 'GatewayArn'), OutboundAuth: { AwsIam: {} } } } }],
  }),
}), { 'policies-doubtful': 'only the service can evaluate a guardrail' });
