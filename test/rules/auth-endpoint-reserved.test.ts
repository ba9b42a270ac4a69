import { testRule } from './rows';
import { join, lambdaTarget, mcpTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointReserved } from '../../src/rules/auth/endpoint-reserved';

const at = (endpoint: unknown) => withTarget(mcpTarget(endpoint));

testRule(authEndpointReserved, {
  fails: [
    ['a placeholder at an example domain', at('https://placeholder.example.com/mcp'), 'S1/Target: the endpoint is at `placeholder.example.com`, which is a placeholder or reserved for examples and tests; write the endpoint of the server'],
    ['a test name', at('https://mcp.test/'), 'at `mcp.test`'],
    ['an invalid name', at('https://todo.invalid/mcp'), 'at `todo.invalid`'],
    ['an address for documentation', at('https://192.0.2.10/mcp'), 'at `192.0.2.10`'],
    ['a name without a domain', at('https://changeme/mcp'), 'at `changeme`'],
  ],
  passes: [
    ['a public host', at('https://mcp.atlassian.com/v1')],
  ],
  doesNotApply: [
    ['a Lambda function', withTarget(lambdaTarget())],
  ],
  isUnknown: [
    ['a host that is a parameter', at(join('https://', UNKNOWN)), 'the host in the endpoint of S1/Target'],
  ],
});
