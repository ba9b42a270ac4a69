import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, lambdaTarget, passthroughTarget, runtime, target, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authTargetProtocol } from '../../src/rules/auth/target-protocol';

const agent = agentTarget(getAtt('Docs', 'AgentRuntimeArn'));
const DOCS = { Docs: runtime() };
const inference = target({ Inference: { Provider: { Endpoint: 'https://models.example.com' } } });

testRule(authTargetProtocol, {
  fails: [
    ['an agent', withTarget(agent, DOCS),
      'S1/Target: the target is an HTTP target, but gateway S1/Gateway has the protocol type `MCP`; create the gateway without `ProtocolType`, or add the runtime as an MCP server (with S1/Gateway)'],
    ['another HTTP target', withTarget(passthroughTarget()), 'the target is an HTTP target'],
    ['a model provider', withTarget(inference), 'the target is an inference target'],
  ],
  passes: [['an agent of a gateway without protocol type', withTarget(agent, { ...DOCS, Gateway: httpGateway() })]],
  doesNotApply: [['an MCP target', withTarget(lambdaTarget())], ['an MCP target of a gateway without protocol type, which can have both', withTarget(lambdaTarget(), { Gateway: httpGateway() })]],
  isUnknown: [
    ['a protocol type that is a parameter', withTarget(agent, { ...DOCS, Gateway: httpGateway({ ProtocolType: UNKNOWN }) }), 'the protocol type of the gateway of S1/Target'],
    ['a gateway elsewhere', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn'), { GatewayIdentifier: 'other-abcdefghij' }), DOCS), 'S1/Target'],
  ],
});
