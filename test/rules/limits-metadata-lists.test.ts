import { testRule } from './rows';
import { gateway, lambdaTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsMetadataLists } from '../../src/rules/limits/metadata-lists';

const withMetadata = (metadata: unknown) => withTarget(lambdaTarget({ MetadataConfiguration: metadata }));
const SESSIONS = gateway({ ProtocolConfiguration: { Mcp: { SessionConfiguration: { SessionTimeoutInSeconds: 3600 } } } });
const headers = (count: number) => Array.from({ length: count }, (_, index) => `x-${index}`);

testRule(limitsMetadataLists, {
  fails: [
    ['11 headers', withMetadata({ AllowedRequestHeaders: headers(11) }), 'S1/Target: `AllowedRequestHeaders` has 11 names, but must have 1 to 10; remove some of them'],
    ['no headers', withMetadata({ AllowedResponseHeaders: [] }), '`AllowedResponseHeaders` has 0 names, but must have 1 to 10; omit the list'],
    ['one header twice', withMetadata({ AllowedRequestHeaders: ['x-tenant', 'x-tenant'] }), '`AllowedRequestHeaders` has the header `x-tenant` twice; remove one of the two'],
    ['a query parameter that is too long', withMetadata({ AllowedQueryParameters: ['q'.repeat(41)] }), 'in `AllowedQueryParameters` has 41 characters; use 40 characters or fewer'],
    ['a header that never passes', withMetadata({ AllowedRequestHeaders: ['x-tenant', 'Authorization'] }), 'the header `Authorization` in `AllowedRequestHeaders` is set by the gateway and cannot pass through; remove it'],
    ['a header of AWS', withMetadata({ AllowedResponseHeaders: ['X-Amzn-Trace-Id'] }), 'the header `X-Amzn-Trace-Id` in `AllowedResponseHeaders` is reserved'],
    ['the session of a server behind a gateway with sessions', withTarget(lambdaTarget({ MetadataConfiguration: { AllowedRequestHeaders: ['Mcp-Session-Id'] } }), { Gateway: SESSIONS }),
      'the header `Mcp-Session-Id` in `AllowedRequestHeaders` is reserved, because the gateway has sessions (`SessionConfiguration`); remove the header'],
  ],
  passes: [
    ['the session of a server behind a gateway without sessions', withMetadata({ AllowedRequestHeaders: ['Mcp-Session-Id'] })],
    ['10 headers', withMetadata({ AllowedRequestHeaders: headers(10), AllowedQueryParameters: ['q'] })],
  ],
  doesNotApply: [['a target that passes nothing on', withTarget(lambdaTarget())]],
  isUnknown: [['a list that is a parameter', withMetadata({ AllowedRequestHeaders: UNKNOWN }), '`AllowedRequestHeaders` of S1/Target is unresolved until deployment'], ['a header that is a parameter', withMetadata({ AllowedRequestHeaders: [UNKNOWN] }), 'S1/Target']],
});
