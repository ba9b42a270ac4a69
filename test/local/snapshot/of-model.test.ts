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
