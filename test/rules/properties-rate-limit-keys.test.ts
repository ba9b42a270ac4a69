import { testRule } from './rows';
import { gateway, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRateLimitKeys } from '../../src/rules/properties/rate-limit-keys';

const limit = (...keys: unknown[]) => template({
  Gateway: gateway(), Limit: resource('AWS::BedrockAgentCore::GatewayRateLimit', { GatewayIdentifier: ref('Gateway'), DimensionKeys: keys, Entries: [] }),
}, PARAMETERS);
const HEADER = '$.context.request.header.X-Tenant';

testRule(propertiesRateLimitKeys, {
  fails: [
    ['a header', limit(HEADER), 'S1/Limit: callers choose the value of `$.context.request.header.X-Tenant`, and no key identifies them; add the key `$.context.iam.principal`'],
    ['a field of the body, and a tool', limit('$.context.request.body.tier', 'toolName'), 'callers choose the value of `$.context.request.body.tier`'],
  ],
  passes: [
    ['a header of a principal', limit(HEADER, '$.context.iam.principal')],
    ['a header of a claim', limit('$.context.jwt.sub', HEADER)],
    ['tools', limit('toolName')],
  ],
  doesNotApply: [['an app without limits', template({ Gateway: gateway() })]],
  isUnknown: [['a key that is a parameter', limit(UNKNOWN), 'the keys of S1/Limit']],
});
