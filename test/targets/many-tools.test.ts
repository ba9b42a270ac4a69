import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Gateway, GatewayProps, MultiProtocol } from '../../src';
import { infos, newFunction, newStack, tools } from '../builders';

const names = (count: number) => Array.from({ length: count }, (_, index) => `find${index}`);
const WITHOUT_SEARCH = { protocolConfiguration: agentcore.GatewayProtocol.mcp({}) };

function hintsOf(props: GatewayProps, ...counts: number[]): string[] {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Tools', props);
  counts.forEach((count, index) => gateway.addLambdaTarget(`Target${index}`, { lambdaFunction: newFunction(stack, `Function${index}`), toolSchema: tools(...names(count)) }));
  return infos(stack).filter((info) => info.includes('semantic search'));
}

test('a gateway without search gets a hint for its 21st tool', () => {
  expect(hintsOf(WITHOUT_SEARCH, 21)).toEqual([expect.stringContaining('gateway Stack/Tools has more than 20 tools and no semantic search')]);
});

test('the tools of all targets count', () => {
  expect(hintsOf(WITHOUT_SEARCH, 11, 10)).toHaveLength(1);
});

test('the hint is given once', () => {
  expect(hintsOf(WITHOUT_SEARCH, 21, 5)).toHaveLength(1);
});

test.each<[string, GatewayProps, number]>([
  ['20 tools', WITHOUT_SEARCH, 20],
  ['semantic search', {}, 30],
  ['no protocol type, which has no search', { protocolConfiguration: MultiProtocol.all() }, 30],
])('there is no hint for a gateway with %s', (_, props, count) => {
  expect(hintsOf(props, count)).toEqual([]);
});
