import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, mcpRuntimeTarget, mcpTarget, resource, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authEndpointQualifier } from '../../src/rules/auth/endpoint-qualifier';

const endpoint = (name: unknown) => ({ Live: resource('AWS::BedrockAgentCore::RuntimeEndpoint', { AgentRuntimeId: getAtt('Docs', 'AgentRuntimeId'), Name: name }) });
const DOCS = { Docs: runtime() };

testRule(authEndpointQualifier, {
  fails: [
    ['an endpoint that does not exist', withTarget(mcpRuntimeTarget('Docs', {}, 'prod'), { ...DOCS, ...endpoint('live') }),
      'S1/Target: qualifier `prod` is not an endpoint of runtime S1/Docs, which has `DEFAULT`, `live`; write one of these, or add an endpoint with this name to the runtime (with S1/Docs)'],
    ['DEFAULT in lower case', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn'), {}, { Qualifier: 'default' }), { Gateway: httpGateway(), ...DOCS }), 'qualifier `default`'],
  ],
  passes: [
    ['DEFAULT', withTarget(mcpRuntimeTarget('Docs'), DOCS)], ['an endpoint of the runtime', withTarget(mcpRuntimeTarget('Docs', {}, 'live'), { ...DOCS, ...endpoint('live') })],
    ['no qualifier', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn')), { Gateway: httpGateway(), ...DOCS })],
  ],
  doesNotApply: [['a runtime elsewhere', withTarget(mcpTarget('https://docs.example.com/mcp'))]],
  isUnknown: [
    ['an endpoint whose name is a parameter', withTarget(mcpRuntimeTarget('Docs', {}, 'prod'), { ...DOCS, ...endpoint(UNKNOWN) }), 'whether S1/Docs has the endpoint that S1/Target calls'],
    ['an endpoint of a runtime that is a parameter', withTarget(mcpRuntimeTarget('Docs', {}, 'live'), {
      ...DOCS, Live: resource('AWS::BedrockAgentCore::RuntimeEndpoint', { AgentRuntimeId: UNKNOWN, Name: 'live' }),
    }), 'S1/Docs'],
    ['a qualifier that is a parameter', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn'), {}, { Qualifier: UNKNOWN }), { Gateway: httpGateway(), ...DOCS }), 'S1/Docs'],
  ],
});
