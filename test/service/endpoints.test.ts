import { gatewayIdInUrl, invocationUrl, readInvocationUrl, runtimeHost } from '../../src/service/endpoints';
import { partitionOf, urlSuffixOf } from '../../src/service/partition';

const ARN = 'arn%3Aaws%3Abedrock-agentcore%3Aus-east-1%3A123456789012%3Aruntime%2Fdocs-0123456789';

test('a generated URL of a runtime can be read', () => {
  const url = invocationUrl(runtimeHost('us-east-1', 'amazonaws.com'), ARN, 'prod');
  expect(url).toBe(`https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/${ARN}/invocations?qualifier=prod`);
  expect(readInvocationUrl(url)).toEqual({ runtime: ARN, qualifier: 'prod' });
});

test.each([
  ['without a qualifier', '', undefined],
  ['with other parameters', '?accountId=1&qualifier=prod&x=y', 'prod'],
  ['with only other parameters', '?accountId=1', undefined],
])('a URL that calls a runtime %s is read', (_name, query, qualifier) => {
  const found = readInvocationUrl(`https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/docs-0123456789/invocations${query}`);
  expect(found).toEqual({ runtime: 'docs-0123456789', ...qualifier === undefined ? {} : { qualifier } });
});

test.each(['https://example.com/runtimes/x/invocations', 'https://bedrock-agentcore.us-east-1.amazonaws.com/memories/x'])('%s is not the URL of a runtime', (url) => {
  expect(readInvocationUrl(url)).toBeUndefined();
});

test('only the URL of a gateway contains a gateway id', () => {
  expect(gatewayIdInUrl('https://tools-0123456789.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp')).toBe('tools-0123456789');
  expect(gatewayIdInUrl('https://example.com/?of=x.gateway.bedrock-agentcore.us-east-1.amazonaws.com')).toBeUndefined();
});

test.each(['us-east-1', 'cn-north-1', 'us-gov-west-1'])('the DNS suffix of a region is that of its partition: %s', (region) => {
  const { name, urlSuffix } = partitionOf(region)!;
  expect(urlSuffixOf(name)).toBe(urlSuffix);
});
