import { testRule } from './rows';
import { gateway, getAtt, httpGateway, join, mcpTarget, passthroughTarget, sub, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointGatewayUrl } from '../../src/rules/auth/endpoint-gateway-url';

const Inner = gateway({ Name: 'inner' });
const to = (endpoint: unknown, inner: object = Inner) => withTarget(mcpTarget(endpoint), { Inner: inner });

testRule(authEndpointGatewayUrl, {
  fails: [
    ['a second /mcp', to(sub('${Inner.GatewayUrl}/mcp')),
      'S1/Target: the endpoint is the URL of gateway S1/Inner and `/mcp`; leave out `/mcp`: the URL of an MCP gateway ends in `/mcp` already'],
    ['a path', to(join(getAtt('Inner', 'GatewayUrl'), '/tools')), 'and `/tools`'],
  ],
  passes: [
    ['the URL', to(getAtt('Inner', 'GatewayUrl'))],
    ['a URL that is made of parts of it', to(join('https://', { 'Fn::Select': [2, { 'Fn::Split': ['/', getAtt('Inner', 'GatewayUrl')] }] }, '/mcp'))],
  ],
  doesNotApply: [
    ['a server that is no gateway', withTarget(mcpTarget('https://docs.example.com/mcp'))],
    ['a gateway without protocol, which forwards paths', to(sub('${Inner.GatewayUrl}/agent'), httpGateway({ Name: 'inner' }))],
    ['a target that forwards HTTP', withTarget(passthroughTarget({}, { Endpoint: sub('${Inner.GatewayUrl}/mcp') }), { Inner })],
  ],
  cannotTell: [],
});
