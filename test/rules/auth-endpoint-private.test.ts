import { testRule } from './rows';
import { join, lambdaTarget, mcpTarget, passthroughTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointPrivate } from '../../src/rules/auth/endpoint-private';

const at = (endpoint: unknown, properties: object = {}) => withTarget(mcpTarget(endpoint, properties as never));

testRule(authEndpointPrivate, {
  fails: [
    ['localhost', at('https://localhost:8000/mcp'), 'S1/Target: the endpoint is at `localhost`, which is private, and the target has no private endpoint; use a public host name, or add `PrivateEndpoint` to the target'],
    ['a private address', at('https://10.0.12.7/mcp'), 'at `10.0.12.7`'],
    ['a loopback address', at('https://127.0.0.1/mcp'), 'at `127.0.0.1`'],
    ['an IPv6 address of a private network', at('https://[fd00::1]/mcp'), 'at `[fd00::1]`'],
    ['the metadata address', at('https://169.254.169.254/'), 'at `169.254.169.254`'],
    ['an internal name', at('https://mcp.corp.internal/mcp'), 'at `mcp.corp.internal`'],
    ['an agent at a local name', withTarget(passthroughTarget({}, { Endpoint: 'https://agent.local' })), 'at `agent.local`'],
    ['a private address with a path that is a parameter', at(join('https://192.168.1.1/', UNKNOWN)), 'at `192.168.1.1`'],
  ],
  passes: [
    ['a public host', at('https://mcp.atlassian.com/v1')],
    ['a public address', at('https://8.8.8.8/mcp')],
  ],
  doesNotApply: [
    ['a Lambda function', withTarget(lambdaTarget())],
    ['a target with a private endpoint', at('https://10.0.12.7/mcp', { PrivateEndpoint: { SelfManagedLatticeResource: { ResourceConfigurationIdentifier: 'r' } } })],
  ],
  isUnknown: [
    ['a host that is a parameter', at(join('https://', UNKNOWN, '/mcp')), 'the host in the endpoint of S1/Target'],
  ],
});
