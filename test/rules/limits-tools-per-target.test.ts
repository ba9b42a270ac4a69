import { testRule } from './rows';
import { agentTarget, gateway, gatewayTarget, getAtt, httpGateway, lambdaTarget, ref, runtime, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { limitsToolsPerTarget } from '../../src/rules/limits/tools-per-target';

const tools = (count: number) => Array.from({ length: count }, (_, index) => tool(`t${index}`));
const inner = (count: number) => ({ Inner: gateway({ Name: 'inner' }), Tools: lambdaTarget({ GatewayIdentifier: ref('Inner') }, tools(count)), More: lambdaTarget({ GatewayIdentifier: ref('Inner'), Name: 'more' }, tools(600)) });

testRule(limitsToolsPerTarget, {
  fails: [
    ['1,001 tools', withTarget(lambdaTarget({}, tools(1001))), 'S1/Target: there are 1,001 tools, and the limit is 1,000; split the schema over several targets'],
    ['a gateway with 1,001 tools', withTarget(gatewayTarget('Inner'), inner(401)), 'S1/Target: there are 1,001 tools'],
  ],
  passes: [['1,000 tools', withTarget(lambdaTarget({}, tools(1000)))]],
  doesNotApply: [['an agent', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn')), { Gateway: httpGateway(), Docs: runtime() })]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: ']],
});
