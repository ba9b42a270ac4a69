import { agentcoreArn, allow, lambdaFunction, role, rolePolicy, UNKNOWN_CONDITION } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, getAtt, join, jwtGateway, PARAMETERS, ref, resource, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { callerWithoutAccess as rule } from '../../src/rules/grants/caller-without-access';

const url = getAtt('Gateway', 'GatewayUrl');
const usesRole = { RoleArn: getAtt('Role', 'Arn') };
const agent = (variables: object = { GATEWAY_URL: url }, properties: object = {}) => runtime({ ProtocolConfiguration: 'HTTP', ...usesRole, EnvironmentVariables: variables, ...properties });
const fn = (variables: object = { GATEWAY_URL: url }) => lambdaFunction({ Role: getAtt('Role', 'Arn'), Environment: { Variables: variables } });
const harness = (tool: object = { AgentCoreGateway: { GatewayArn: getAtt('Gateway', 'GatewayArn'), OutboundAuth: { AwsIam: {} } } }) => resource('AWS::BedrockAgentCore::Harness', {
  HarnessName: 'h', ExecutionRoleArn: getAtt('Role', 'Arn'), Model: {}, Tools: [{ Type: 'agentcore_gateway', Name: 'tools', Config: tool }],
});
const base = { Gateway: gateway(), Role: role() };
const granted = rolePolicy([allow('bedrock-agentcore:InvokeGateway', getAtt('Gateway', 'GatewayArn'))]);

describe('grants-caller-without-access', () => {
  test.each<[string, object, string]>([
    ['an agent', { ...base, Agent: agent() },
      'S1/Agent: runtime S1/Agent has the URL of gateway S1/Gateway in `GATEWAY_URL`, but its role S1/Role is not allowed `bedrock-agentcore:InvokeGateway` on that gateway'],
    ['a function', { ...base, Role: role([], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'] }), Fn: fn() }, 'S1/Fn: function S1/Fn has the URL'],
    ['a URL inside of a text', { ...base, Agent: agent({ GATEWAYS: join('{"tools":"', url, '"}') }) }, 'in `GATEWAYS`'],
    ['a URL put together from the id', {
      ...base, Agent: agent({ URL: join('https://', getAtt('Gateway', 'GatewayIdentifier'), '.gateway.bedrock-agentcore.', ref('AWS::Region'), '.amazonaws.com/mcp') }),
    }, 'in `URL`'],
    ['one gateway of two', { ...base, Other: gateway({ Name: 'other' }), Agent: agent({ A: url, B: getAtt('Other', 'GatewayUrl') }), Policy: granted }, 'the URL of gateway S1/Other in `B`'],
    ['a permission for another gateway', { ...base, Agent: agent(), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', agentcoreArn('gateway/other-*'))]) }, 'S1/Agent'],
    ['a permission that is denied', { ...base, Agent: agent(), Policy: rolePolicy([allow('*', '*'), { Effect: 'Deny', Action: 'bedrock-agentcore:InvokeGateway', Resource: '*' }]) }, 'S1/Agent'],
    ['a harness', { ...base, Harness: harness() },
      'S1/Harness: harness S1/Harness has the ARN of gateway S1/Gateway in `tools`, but its role S1/Role is not allowed `bedrock-agentcore:InvokeGateway` on that gateway'],
    ['a harness that signs by default', { ...base, Harness: harness({ AgentCoreGateway: { GatewayArn: getAtt('Gateway', 'GatewayArn') } }) }, 'harness S1/Harness'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, object]>([
    ['it is allowed', { ...base, Agent: agent(), Policy: granted }],
    ['a harness is allowed', { ...base, Harness: harness(), Policy: granted }],
    ['it is allowed on every gateway', { ...base, Fn: fn(), Policy: rolePolicy([allow('bedrock-agentcore:Invoke*', '*')]) }],
    ['callers bring tokens', { ...base, Gateway: jwtGateway(), Agent: agent() }],
    ['the gateway does not authorize callers', { ...base, Gateway: gateway({ AuthorizerType: 'NONE' }), Agent: agent() }],
    ['only the caller\'s identity is verified', { ...base, Gateway: gateway({ AuthorizerType: 'AUTHENTICATE_ONLY' }), Agent: agent() }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['agents without a URL', { ...base, Agent: agent({}) }],
    ['the ARN of a gateway', { ...base, Agent: agent({ ARN: getAtt('Gateway', 'GatewayArn') }) }],
    ['a harness that brings tokens', { ...base, Harness: harness({ AgentCoreGateway: { GatewayArn: getAtt('Gateway', 'GatewayArn'), OutboundAuth: { Oauth: {} } } }) }],
    ['a harness with another server', { ...base, Harness: harness({ RemoteMcp: { Url: 'https://mcp.anycompany.com' } }) }],
    ['apps without agents', base],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test.each<[string, object, string]>([
    ['the role is not in the templates', { ...base, Agent: agent({ URL: url }, { RoleArn: 'arn:aws:iam::111122223333:role/agents' }) }, 'the role of S1/Agent is not in the templates'],
    ['the permission has a condition', { ...base, Agent: agent(), Policy: rolePolicy([allow('bedrock-agentcore:InvokeGateway', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } })]) }, 'it is unknown until deployment whether policy S1/Policy allows'],
    ['the authorizer is a parameter', { ...base, Gateway: gateway({ AuthorizerType: UNKNOWN }), Agent: agent() }, 'it is unknown until deployment whether gateway S1/Gateway requires permissions of its callers'],
    ['the gateway has a resource policy', {
      ...base,
      Agent: agent(),
      Shared: resource('AWS::BedrockAgentCore::ResourcePolicy', { ResourceArn: getAtt('Gateway', 'GatewayArn'), Policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}' }),
    }, 'the resource policy S1/Shared may allow it'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, PARAMETERS))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });

  describe('with a Runtime Configuration', () => {
    const configuration = {
      App: resource('AWS::AppConfig::Application', { Name: 'app' }),
      Profile: resource('AWS::AppConfig::ConfigurationProfile', { ApplicationId: ref('App'), Name: 'agentcore', LocationUri: 'hosted' }),
      Document: resource('AWS::AppConfig::HostedConfigurationVersion', {
        ApplicationId: ref('App'), ConfigurationProfileId: ref('Profile'), ContentType: 'application/json', Content: join('{"gateways":{"Tools":"', url, '"}}'),
      }),
    };
    const reads = { RUNTIME_CONFIG_APP_ID: ref('App') };

    test('is unknown whether an agent that may invoke no gateway tries to', () => {
      expect(evaluateRule(rule, template({ ...base, ...configuration, Agent: agent(reads) }))).toEqual({
        is: 'unknown', because: 'S1/Agent can find gateways and may invoke none of them; its templates do not show whether it calls one',
      });
    });

    test('passes for an agent that may invoke one of the gateways', () => {
      expect(evaluateRule(rule, template({ ...base, ...configuration, Agent: agent(reads), Policy: granted })).is).toBe('pass');
    });

    test.each<[string, object]>([
      ['an MCP server, which is called', { ...base, ...configuration, Agent: agent(reads, { ProtocolConfiguration: 'MCP' }) }],
      ['gateways whose callers bring tokens', { ...base, ...configuration, Gateway: jwtGateway(), Agent: agent(reads) }],
    ])('does not apply to %s', (_name, resources) => {
      expect(evaluateRule(rule, template(resources as never, UNKNOWN_CONDITION)).is).toBe('not-applicable');
    });
  });
});
