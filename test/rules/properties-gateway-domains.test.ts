import { testRule } from './rows';
import { gateway, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesGatewayDomains } from '../../src/rules/properties/gateway-domains';

const withDomains = (DefaultDomain: unknown, AlternateDomains?: unknown) => template({ Gateway: gateway({ DomainOverride: { DefaultDomain, AlternateDomains } }) });
const many = (count: number) => Array.from({ length: count }, (_, i) => `t${i}.example.com`);

testRule(propertiesGatewayDomains, {
  fails: [
    ['a URL', withDomains('https://tools.example.com'), 'S1/Gateway: `https://tools.example.com` is not a domain name; write a domain name without scheme, port and path, such as `tools.example.com`'],
    ['a path', withDomains('tools.example.com/mcp'), 'S1/Gateway: `tools.example.com/mcp` is not a domain name; write a domain name without scheme, port and path, such as `tools.example.com`'],
    ['a name without a dot', withDomains('tools'), 'S1/Gateway: `tools` is not a domain name; write a domain name without scheme, port and path, such as `tools.example.com`'],
    ['a repeated domain', withDomains('a.example.com', ['A.example.com']), 'S1/Gateway: the domain `A.example.com` is given twice; write each domain once'],
    ['eleven alternate domains', withDomains('a.example.com', many(11)), 'S1/Gateway: there are 11 alternate domains, but the service accepts 1 to 10; remove some'],
    ['no alternate domain in a list', withDomains('a.example.com', []), 'S1/Gateway: there are 0 alternate domains, but the service accepts 1 to 10; leave out the empty list'],
  ],
  passes: [
    ['one domain', withDomains('tools.example.com')],
    ['ten more domains', withDomains('tools.example.com', many(10))],
    ['an internationalized domain', withDomains('tools.xn--bcher-kva.example')],
  ],
  doesNotApply: [
    ['a gateway without domains', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a domain that is a parameter', withDomains(UNKNOWN), 'the domains of S1/Gateway are unresolved'],
    ['domains that are a parameter', withDomains('tools.example.com', UNKNOWN), 'the domains of S1/Gateway are unresolved'],
  ],
});
