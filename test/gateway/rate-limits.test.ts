import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { AddRateLimitOptions, Gateway, GatewayProps, RateLimitDimension } from '../../src';
import { messageOf, newStack, only } from '../builders';

const { IAM_PRINCIPAL, TOOL_NAME } = RateLimitDimension;

function add(options: AddRateLimitOptions, props: GatewayProps = {}): Gateway {
  const gateway = new Gateway(newStack(), 'Gateway', props);
  gateway.addRateLimit('Limit', options);
  return gateway;
}

const limitOf = (options: AddRateLimitOptions) => only(add(options), 'AWS::BedrockAgentCore::GatewayRateLimit').Properties;

describe('a rate limit', () => {
  test('counts requests of each caller and tool', () => {
    expect(limitOf({ dimensions: [IAM_PRINCIPAL, TOOL_NAME], requestsPerSecond: 10, description: 'Fair use' })).toMatchObject({
      Description: 'Fair use',
      DimensionKeys: ['$.context.iam.principal', 'toolName'],
      Entries: [{ Dimensions: { '$.context.iam.principal': '*', 'toolName': '*' }, Requests: [{ Rate: 10, Period: 'second' }] }],
    });
  });

  test.each<[string, Partial<AddRateLimitOptions>, object]>([
    ['requests in a minute', { requestsPerMinute: 1 }, { Requests: [{ Rate: 1, Period: 'minute' }] }],
    ['tokens in a minute', { tokensPerMinute: 1000 }, { Tokens: [{ Rate: 1000, Period: 'minute' }] }],
    ['connections in a second', { connectionsPerSecond: 5 }, { Connections: [{ Rate: 5, Period: 'second' }] }],
    ['nothing, so that it blocks', { requestsPerSecond: 0 }, { Requests: [{ Rate: 0, Period: 'second' }] }],
  ])('allows %s', (_name, options, entry) => {
    expect(limitOf({ dimensions: [RateLimitDimension.MODEL], ...options }).Entries[0]).toEqual({ Dimensions: { qualifiedModelId: '*' }, ...entry });
  });

  test('has the keys of the service', () => {
    const dimensions = [RateLimitDimension.TARGET_NAME, RateLimitDimension.SOURCE_IDENTITY, RateLimitDimension.jwtClaim('sub'), RateLimitDimension.header('X-Tenant'), RateLimitDimension.body('a.b'), RateLimitDimension.of('new')];
    expect(limitOf({ dimensions, requestsPerSecond: 1 }).DimensionKeys)
      .toEqual(['targetName', '$.context.iam.sourceIdentity', '$.context.jwt.sub', '$.context.request.header.X-Tenant', '$.context.request.body.a.b', 'new']);
  });

  test.each<[string, AddRateLimitOptions, string, GatewayProps?]>([
    ['by a header alone', { dimensions: [RateLimitDimension.header('X-Tenant')], requestsPerSecond: 1 }, 'callers choose `$.context.request.header.X-Tenant`, so nobody is limited; add `RateLimitDimension.IAM_PRINCIPAL`'],
    ['by a header of an unknown caller', { dimensions: [RateLimitDimension.header('X-Tenant'), IAM_PRINCIPAL], requestsPerSecond: 1 }, 'a gateway without inbound authorization does not know them',
      { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() }],
    ['without dimensions', { dimensions: [], requestsPerSecond: 1 }, '`dimensions` has 0 entries; give 1 to 10'],
    ['without rate', { dimensions: [TOOL_NAME] }, 'no rate is given'],
    ['with two rates of requests', { dimensions: [TOOL_NAME], requestsPerSecond: 1, requestsPerMinute: 1 }, 'both `requestsPerSecond` and `requestsPerMinute` are given'],
    ['with a negative rate', { dimensions: [TOOL_NAME], requestsPerSecond: -1 }, '`requestsPerSecond` is -1; give a whole number from 0 to 10000000'],
    ['with a long description', { dimensions: [TOOL_NAME], requestsPerSecond: 1, description: 'x'.repeat(513) }, '`description` has 513 characters; give 1 to 512'],
  ])('%s is an error', (_name, options, words, props = {}) => {
    const message = messageOf(() => add(options, props));
    expect(message).toContain(words);
    expect(message).toContain('cdk-agentcore-gateway:rate-limit');
  });

  test('with the dimensions of another is an error, in any order', () => {
    const gateway = add({ dimensions: [IAM_PRINCIPAL, TOOL_NAME], requestsPerSecond: 1 });
    expect(messageOf(() => gateway.addRateLimit('Second', { dimensions: [TOOL_NAME, IAM_PRINCIPAL], tokensPerMinute: 1 }))).toContain('rate limit Limit has the same dimensions');
  });

  test('is one of at most fifty', () => {
    const gateway = new Gateway(newStack(), 'Gateway');
    for (let index = 0; index < 50; index++) gateway.addRateLimit(`L${index}`, { dimensions: [RateLimitDimension.jwtClaim(`claim${index}`)], requestsPerSecond: 1 });
    expect(messageOf(() => gateway.addRateLimit('Last', { dimensions: [TOOL_NAME], requestsPerSecond: 1 }))).toContain('the gateway has 50 rate limits already');
  });
});
