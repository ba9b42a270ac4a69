import { after, allow, apiKeyProvider, apiKeyStatements, functionTarget, lambdaFunction, role, rolePolicy, runtimeArns, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { agentTarget, apiGatewayTarget, gateway, getAtt, httpGateway, join, mcpRuntimeTarget, openApiTarget, ref, restApi, runtime, smithyTarget, template } from '../../build-tools/rule-examples/templates';
import { targetOutlivesItsPolicy as rule } from '../../src/rules/order/target-outlives-its-policy';

const agents = { Role: role(), Gateway: httpGateway(usesRole), Agent: runtime({ ProtocolConfiguration: 'HTTP' }) };
const tools = { Role: role(), Gateway: gateway(usesRole) };
const invokeAgent = rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Agent'))]);
const withKey = [{ CredentialProviderType: 'API_KEY', CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: getAtt('Key', 'CredentialProviderArn') } } }];
const callOrders = rolePolicy([allow('execute-api:Invoke', join('arn:', ref('AWS::Partition'), ':execute-api:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':', ref('Api'), '/prod/GET/*'))]);

describe('order-target-outlives-its-policy', () => {
  test.each<[string, object, string]>([
    ['an agent', { ...agents, Policy: invokeAgent, Target: agentTarget(getAtt('Agent', 'AgentRuntimeArn')) },
      'target S1/Target may be created before, and deleted after, policy S1/Policy, the only one that allows role S1/Role `bedrock-agentcore:InvokeAgentRuntime` on S1/Agent'],
    ['an API key', { ...tools, Key: apiKeyProvider(), Policy: rolePolicy(apiKeyStatements()), Pets: openApiTarget({ CredentialProviderConfigurations: withKey }) },
      '`bedrock-agentcore:GetWorkloadAccessToken`, `bedrock-agentcore:GetResourceApiKey` and `secretsmanager:GetSecretValue`'],
    ['an API', { ...tools, ...restApi(), Policy: callOrders, Orders: apiGatewayTarget() }, '`execute-api:Invoke` on GET /* of S1/Api'],
    ['a server that lists its tools at calls', {
      ...tools,
      Docs: runtime(),
      Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]),
      Target: dynamic(mcpRuntimeTarget('Docs')),
    }, '`bedrock-agentcore:InvokeAgentRuntime` on S1/Docs'],
  ])('fails for %s', (_name, resources, words) => {
    const lines = linesOf(evaluateRule(rule, template(resources as never)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test.each<[string, object]>([
    ['the target depends on the policy', { ...agents, Policy: invokeAgent, Target: after(agentTarget(getAtt('Agent', 'AgentRuntimeArn')), 'Policy') }],
    ['the policy is needed at the creation already, which another rule reports', {
      ...tools, Fn: lambdaFunction(), Policy: rolePolicy([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))]), Weather: functionTarget(),
    }],
    ['callers bring their own permissions', {
      ...agents, Policy: invokeAgent, Target: agentTarget(getAtt('Agent', 'AgentRuntimeArn'), { CredentialProviderConfigurations: [{ CredentialProviderType: 'CALLER_IAM_CREDENTIALS' }] }),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('does not apply to a gateway without targets', () => {
    expect(evaluateRule(rule, template(tools)).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the service behind the target is any', { ...tools, S3: smithyTarget() }, 'the permissions required by the service behind it are unknown'],
    ['the role is not in the templates', { ...agents, Gateway: httpGateway(), Target: agentTarget(getAtt('Agent', 'AgentRuntimeArn')) }, 'the role of gateway S1/Gateway is not in the templates'],
    ['the methods of the API may be open', {
      ...tools, Api: restApi().Api, Policy: callOrders, Orders: apiGatewayTarget(),
    }, 'the authorization of the methods of S1/Api may allow it too'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});

function dynamic(target: ReturnType<typeof mcpRuntimeTarget>): object {
  const { Properties } = target as { Properties: { TargetConfiguration: { Mcp: { McpServer: object } } } };
  return { ...target, Properties: { ...Properties, TargetConfiguration: { Mcp: { McpServer: { ...Properties.TargetConfiguration.Mcp.McpServer, ListingMode: 'DYNAMIC' } } } } };
}
