import { testRule } from './rows';
import { agentTarget, gatewayTarget, gateway, getAtt, httpGateway, lambdaTarget, ref, runtime, withTarget } from '../../build-tools/rule-examples/templates';
import { authInnerGatewayProtocol } from '../../src/rules/auth/inner-gateway-protocol';

const agents = { Inner: httpGateway({ Name: 'inner' }), Docs: runtime({ ProtocolConfiguration: 'HTTP' }) };
const ofInner = { GatewayIdentifier: ref('Inner') };

testRule(authInnerGatewayProtocol, {
  fails: [['a gateway of agents', withTarget(gatewayTarget('Inner'), { ...agents, Agent: agentTarget(getAtt('Docs', 'AgentRuntimeArn'), ofInner) }),
    'S1/Target: gateway S1/Inner has no protocol type and no MCP target, so it lists no tools; point the target to a gateway with the protocol type `MCP`, or add the targets of S1/Inner to this gateway (with S1/Inner)']],
  passes: [
    ['a gateway with the protocol type MCP', withTarget(gatewayTarget('Inner'), { Inner: gateway({ Name: 'inner' }) })],
    ['a gateway without protocol type that has an MCP target', withTarget(gatewayTarget('Inner'), { ...agents, Tools: lambdaTarget(ofInner) })],
  ],
  doesNotApply: [['other targets', withTarget(lambdaTarget())]],
  isUnknown: [
    ['a gateway without protocol type and targets', withTarget(gatewayTarget('Inner'), agents), 'it is unknown until deployment whether gateway S1/Inner has MCP targets'],
  ],
});
