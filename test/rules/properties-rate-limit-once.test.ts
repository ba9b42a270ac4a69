import { testRule } from './rows';
import { CONDITIONS, gateway, getAtt, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRateLimitOnce } from '../../src/rules/properties/rate-limit-once';

const limit = (keys: unknown, properties: object = {}) => resource('AWS::BedrockAgentCore::GatewayRateLimit', { GatewayIdentifier: ref('Gateway'), DimensionKeys: keys, Entries: [], ...properties });
const two = (one: object, other: object) => template({ Gateway: gateway(), Other: gateway({ Name: 'other' }), First: one, Second: other } as never, { ...PARAMETERS, ...CONDITIONS });
const TENANT = ['$.context.iam.principal', '$.context.request.header.X-Tenant'];

testRule(propertiesRateLimitOnce, {
  fails: [
    ['two limits with the same keys', two(limit(TENANT), limit(TENANT)), 'S1/Second: S1/First, a rate limit of the same gateway, has the same keys; put the entries of both into one rate limit, or use other keys'],
    ['the same keys in another order', two(limit(TENANT), limit([...TENANT].reverse())), 'S1/Second: S1/First'],
    ['a header in another case', two(limit(TENANT), limit(['$.context.iam.principal', '$.context.request.header.x-tenant'])), 'S1/Second: S1/First'],
    ['a gateway that is named by its attribute', two(limit(TENANT), limit(TENANT, { GatewayIdentifier: getAtt('Gateway', 'GatewayIdentifier') })), 'S1/Second: S1/First'],
    ['gateways that are created elsewhere', two(limit(TENANT, { GatewayIdentifier: 'tools-0123456789' }), limit(TENANT, { GatewayIdentifier: 'tools-0123456789' })), 'S1/Second: S1/First'],
  ],
  passes: [
    ['one limit', template({ Gateway: gateway(), Limit: limit(TENANT) })],
    ['another key', two(limit(TENANT), limit(['$.context.iam.principal']))],
    ['a claim in another case', two(limit(['$.context.jwt.Sub']), limit(['$.context.jwt.sub']))],
    ['limits of different gateways', two(limit(TENANT), limit(TENANT, { GatewayIdentifier: ref('Other') }))],
  ],
  doesNotApply: [['a gateway without limits', template({ Gateway: gateway() })]],
  isUnknown: [
    ['a key that is a parameter', two(limit(TENANT), limit([UNKNOWN])), 'the keys of S1/Second'],
    ['a limit under a condition', two(limit(TENANT), { ...limit(TENANT), Condition: 'Sometimes' }), 'are both created'],
  ],
});
