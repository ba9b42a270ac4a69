import { testRule } from './rows';
import { agentTarget, withEngine, engine, gateway, gatewayTarget, getAtt, httpGateway, lambdaTarget, mcpTarget, ref, runtime, template, tool, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsCedarSchema } from '../../src/rules/limits/cedar-schema';

const PROPERTIES = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`a_field_with_a_long_name_${index}`, { Type: 'string' }]));
const tools = (count: number) => Array.from({ length: count }, (_, index) => tool(`tool_${index}`, { InputSchema: { Type: 'object', Properties: PROPERTIES } }));
const decided = { Gateway: gateway(withEngine()), Engine: engine() };
const app = (count: number) => withTarget(lambdaTarget({}, tools(count)), decided);

testRule(limitsCedarSchema, {
  fails: [
    ['600 tools with 20 fields', app(600), /* about 1 KB a tool */ 'bytes in the Cedar schema of its tools, and the limit is 409,600; use fewer or simpler tools, or attach some of the gateways to another policy engine (with S1/Gateway)'],
    ['tools behind another gateway', withTarget(gatewayTarget('Inner'), { ...decided, Inner: gateway({ Name: 'inner' }), Tools: lambdaTarget({ GatewayIdentifier: ref('Inner') }, tools(600)) }), 'S1/Engine: there are about'],
  ],
  passes: [['a few tools', app(10)], ['agents', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn')), { Gateway: httpGateway(withEngine()), Engine: engine(), Docs: runtime() })]],
  doesNotApply: [['an engine of no gateway', template({ Engine: engine() })]],
  isUnknown: [['a server whose tools are listed at deployment', withTarget(mcpTarget('https://docs.example.com/mcp'), decided), 'the tools of target docs']],
});
