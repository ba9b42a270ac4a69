import { snapshotOf } from '../../../local/snapshot/of-model';
import type { GatewaySnapshot } from '../../../local/snapshot/snapshot';
import { loadResources } from '../../model/apps';

function snapshot(properties: object, mcp: object = {}): GatewaySnapshot {
  const resources = { G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { AuthorizerType: 'NONE', ProtocolType: 'MCP', ProtocolConfiguration: { Mcp: mcp }, ...properties } } };
  return snapshotOf(loadResources(resources), { appFolder: '.' }).gateways[0];
}

test.each([
  ['none', undefined, undefined],
  ['an empty one', {}, 3_600],
  ['one with a timeout', { SessionTimeoutInSeconds: 900 }, 900],
  ['one with a timeout that is unresolved until deployment', { SessionTimeoutInSeconds: { 'Fn::ImportValue': 'x' } }, 3_600],
])('a gateway with %s as configuration of sessions', (_, SessionConfiguration, seconds) => {
  expect(snapshot({}, { SessionConfiguration }).sessionSeconds).toBe(seconds);
});

test.each([
  ['MCP versions that are not set', {}, { versions: ['2025-03-26'] }],
  ['MCP versions', { SupportedVersions: ['2026-07-28', '2025-11-25'] }, { versions: ['2026-07-28', '2025-11-25'] }],
  ['streaming', { StreamingConfiguration: { EnableResponseStreaming: true } }, { streaming: true }],
  ['search', { SearchType: 'SEMANTIC' }, { search: true }],
  ['instructions', { Instructions: 'Be brief.' }, { instructions: 'Be brief.' }],
])('takes %s from the template', (_, mcp, expected) => {
  expect(snapshot({}, mcp)).toMatchObject(expected);
});

test('says that interceptors do not run', () => {
  const InterceptorConfigurations = [{ InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f' } } }];
  expect(snapshot({ InterceptorConfigurations }).notRun).toEqual(['its interceptors']);
});

test('names the targets, rules and rate limits that do not run', () => {
  const target = (Name: string, TargetConfiguration: object) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { Name, GatewayIdentifier: { Ref: 'G' }, TargetConfiguration } });
  const model = loadResources({
    G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { AuthorizerType: 'AWS_IAM' } },
    Bot: target('bot', { Http: { AgentcoreRuntime: { Arn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/bot-0123456789' } } }),
    Models: target('models', { Inference: { Connector: { Source: { ConnectorId: 'openai' } } } }),
    Web: target('web', { Mcp: { Connector: { Source: { ConnectorId: 'web-search' } } } }),
    Rule: { Type: 'AWS::BedrockAgentCore::GatewayRule', Properties: { GatewayIdentifier: { 'Fn::GetAtt': ['G', 'GatewayIdentifier'] }, Priority: 1 } },
    Limit: { Type: 'AWS::BedrockAgentCore::GatewayRateLimit', Properties: { GatewayIdentifier: { 'Fn::GetAtt': ['G', 'GatewayIdentifier'] } } },
  });
  const [gateway] = snapshotOf(model, { appFolder: '.' }).gateways;
  expect(gateway.notRun).toEqual([
    'its target bot: only targets with tools run locally', 'its target models: only targets with tools run locally', 'its rule S1/Rule', 'its rate limit S1/Limit',
  ]);
  expect(gateway.targets.map(({ name }) => name)).toEqual(['web']);
});

test('a target without tools runs when a server takes its place', () => {
  const model = loadResources({
    G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: {} },
    Bot: { Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { Name: 'bot', GatewayIdentifier: { Ref: 'G' }, TargetConfiguration: { Http: { Passthrough: {} } } } },
  });
  const replaced = new Map([['bot', { kind: 'url' as const, url: 'http://127.0.0.1:8000/mcp' }]]);
  expect(snapshotOf(model, { appFolder: '.', replaced }).gateways[0].targets.map(({ name }) => name)).toEqual(['bot']);
});
