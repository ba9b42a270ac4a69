import { testRule } from './rows';
import { gateway, gatewayTarget, getAtt, join, lambdaTarget, mcpTarget, passthroughTarget, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointHttps } from '../../src/rules/auth/endpoint-https';

testRule(authEndpointHttps, {
  fails: [
    ['http', withTarget(mcpTarget(join('http://', UNKNOWN, '/mcp'))), 'S1/Target: endpoint `http://⟨S1.Unknown⟩/mcp` does not begin with `https://`; use an https URL'],
    ['the ARN of a runtime', withTarget(mcpTarget(getAtt('Docs', 'AgentRuntimeArn')), { Docs: runtime() }), 'the endpoint is the attribute `AgentRuntimeArn` of a resource, which is an ARN; use a URL; the URL of a runtime is'],
    ['a host alone', withTarget(passthroughTarget({}, { Endpoint: 'agent.example.com' })), 'endpoint `agent.example.com` does not begin'],
  ],
  passes: [['https', withTarget(mcpTarget(join('https://', UNKNOWN, '/mcp')))], ['a gateway', withTarget(gatewayTarget('Inner'), { Inner: gateway({ Name: 'inner' }) })]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['an endpoint that is a parameter', withTarget(mcpTarget(UNKNOWN)), 'the endpoint of S1/Target'], ['a scheme that is a parameter', withTarget(mcpTarget(join('http', UNKNOWN))), 'the endpoint of S1/Target']],
});
