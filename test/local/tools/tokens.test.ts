import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { formatToolsText } from '../../../local/cli/tools/format-text';
import { listTokens } from '../../../local/cli/tools/list-tokens';
import { toolsOfApp } from '../../../local/cli/tools/tools-of-app';
import { Gateway } from '../../../src';
import { PLAIN } from '../../../src/findings/format';
import { infos, newFunction, tools } from '../../builders';
import { synthesize } from '../apps';

const names = (count: number) => Array.from({ length: count }, (_, i) => `tool_${i}`);
const addTools = (gateway: Gateway, count: number) => gateway.addLambdaTarget('Docs', { lambdaFunction: newFunction(gateway), toolSchema: tools(...names(count)) });
const report = (count: number, protocolConfiguration?: agentcore.IGatewayProtocolConfig) => toolsOfApp({
  inputs: [synthesize((app: App) => void addTools(new Gateway(new Stack(app, 'S'), 'Tools', { protocolConfiguration }), count))],
  as: [],
});

test('a list takes about a token for four characters of its JSON', () => {
  const tool = { name: 'a', description: 'b', inputSchema: { type: 'object' } };
  expect(listTokens([{ name: 'a', tool }])).toBe(Math.ceil(JSON.stringify([tool]).length / 4));
});

test('a longer description takes more', () => {
  const withDescription = (description: string) => listTokens([{ name: 'a', tool: { name: 'a', description } }]);
  expect(withDescription('x'.repeat(401)) - withDescription('x')).toBe(100);
  expect(listTokens([])).toBe(1);
});

test('`tools` shows the estimate for each gateway', () => {
  const shown = report(1);
  expect(formatToolsText(shown, PLAIN)).toContain(`about ${shown.gateways[0].tokens} tokens in the context of a model`);
});

describe('more than 20 tools', () => {
  const hint = '21 tools without semantic search';
  test('are hinted at in `tools` if the gateway has no search', () => {
    expect(formatToolsText(report(21, agentcore.GatewayProtocol.mcp()), PLAIN)).toContain(hint);
  });

  test('are no problem with search', () => {
    expect(formatToolsText(report(21), PLAIN)).not.toContain('without semantic search');
  });

  test('20 tools are not many', () => {
    expect(formatToolsText(report(20, agentcore.GatewayProtocol.mcp()), PLAIN)).not.toContain('without semantic search');
  });

  test.each([
    ['once, for a gateway without search', agentcore.GatewayProtocol.mcp(), 1],
    ['not for a gateway with search', undefined, 0],
  ])('are hinted at during synthesis %s', (_, protocolConfiguration, expected) => {
    const stack = new Stack(new App(), 'S');
    const gateway = new Gateway(stack, 'Tools', { protocolConfiguration });
    addTools(gateway, 21);
    gateway.addLambdaTarget('More', { lambdaFunction: newFunction(stack, 'More'), toolSchema: tools('last') });
    expect(infos(stack).filter((text) => text.includes('lists more than 20 tools'))).toHaveLength(expected);
  });
});
