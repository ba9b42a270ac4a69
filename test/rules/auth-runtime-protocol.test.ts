import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, mcpRuntimeTarget, mcpTarget, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authRuntimeProtocol } from '../../src/rules/auth/runtime-protocol';

const behind = (protocol: unknown) => withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime({ ProtocolConfiguration: protocol }) });

testRule(authRuntimeProtocol, {
  fails: [
    ['a runtime with HTTP', behind('HTTP'),
      'S1/Target: the target calls runtime S1/Docs as an MCP server, but the runtime has the protocol `HTTP`; set `ProtocolConfiguration: MCP` on the runtime, or add the runtime as an HTTP target to a gateway without protocol type (with S1/Docs)'],
    ['a runtime without a protocol', behind({ Ref: 'AWS::NoValue' }), 'has no protocol, which means `HTTP`'],
  ],
  passes: [['a runtime with MCP', behind('MCP')]],
  doesNotApply: [
    ['an MCP server with a URL', withTarget(mcpTarget('https://docs.example.com/mcp'))],
    ['an agent', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn')), { Gateway: httpGateway(), Docs: runtime({ ProtocolConfiguration: 'HTTP' }) })],
  ],
  isUnknown: [['a protocol that is a parameter', behind(UNKNOWN), 'the protocol of S1/Docs']],
});
