import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, mcpRuntimeTarget, mcpTarget, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authRuntimeProtocol } from '../../src/rules/auth/runtime-protocol';

const behind = (protocol: unknown) => withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime({ ProtocolConfiguration: protocol }) });

testRule(authRuntimeProtocol, {
  fails: [
    ['a runtime with HTTP', behind('HTTP'),
      'S1/Target: runtime S1/Docs is an MCP server here and has the protocol `HTTP`; give the runtime `ProtocolConfiguration: MCP`, or make it an HTTP target of a gateway without protocol type (with S1/Docs)'],
    ['a runtime that does not say', behind({ Ref: 'AWS::NoValue' }), 'has no protocol, which means `HTTP`'],
  ],
  passes: [['a runtime with MCP', behind('MCP')]],
  doesNotApply: [
    ['an MCP server with a URL', withTarget(mcpTarget('https://docs.example.com/mcp'))],
    ['an agent', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn')), { Gateway: httpGateway(), Docs: runtime({ ProtocolConfiguration: 'HTTP' }) })],
  ],
  cannotTell: [['a protocol that is a parameter', behind(UNKNOWN), 'the protocol of S1/Docs']],
});
