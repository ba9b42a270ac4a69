import { testRule } from './rows';
import { gateway, getAtt, httpGateway, join, mcpTarget, passthroughTarget, sub, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointGatewayUrl } from '../../src/rules/auth/endpoint-gateway-url';

const Inner = gateway({ Name: 'inner' });
const to = (endpoint: unknown, inner: object = Inner) => withTarget(mcpTarget(endpoint), { Inner: inner });

testRule(authEndpointGatewayUrl, {
  fails: [
    ['a second /mcp', to(sub('${Inner.GatewayUrl}/mcp')),
      'S1/Target: the endpoint is the URL of gateway S1/Inner and `/mcp`; remove `/mcp`: the URL of a gateway with the protocol type MCP ends in `/mcp` already'],
    ['the URL alone of a gateway without protocol type', to(getAtt('Inner', 'GatewayUrl'), httpGateway({ Name: 'inner' })),
      'the endpoint is the URL of gateway S1/Inner, which has no protocol type, so its URL ends with the host name; append only `/mcp` to the URL'],
    ['another path of a gateway without protocol type', to(sub('${Inner.GatewayUrl}/agent'), httpGateway({ Name: 'inner' })), 'and `/agent`; append only `/mcp` to the URL'],
    ['a path', to(join(getAtt('Inner', 'GatewayUrl'), '/tools')), 'and `/tools`'],
  ],
  passes: [
    ['the URL', to(getAtt('Inner', 'GatewayUrl'))],
    ['the URL of a gateway without protocol type and /mcp', to(sub('${Inner.GatewayUrl}/mcp'), httpGateway({ Name: 'inner' }))],
    ['a URL that is made of parts of it', to(join('https://', { 'Fn::Select': [2, { 'Fn::Split': ['/', getAtt('Inner', 'GatewayUrl')] }] }, '/mcp'))],
  ],
  doesNotApply: [
    ['a server that is no gateway', withTarget(mcpTarget('https://docs.example.com/mcp'))],
    ['a target that forwards HTTP', withTarget(passthroughTarget({}, { Endpoint: sub('${Inner.GatewayUrl}/mcp') }), { Inner })],
  ],
  isUnknown: [],
});
