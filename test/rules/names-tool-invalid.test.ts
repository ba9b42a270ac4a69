import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, lambdaTarget, runtime, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesToolInvalid } from '../../src/rules/names/tool-invalid';

testRule(namesToolInvalid, {
  fails: [
    ['a tool without a name', withTarget(lambdaTarget({}, [{ Description: 'Does it.', InputSchema: { Type: 'object' } }])), 'tool 0 has no name: `name` is missing; write a string'],
    ['an empty name', withTarget(lambdaTarget({}, [tool('')])), 'tool 0 has no name: `name` is `""`; write a string'],
    ['a name of more than 256 characters', withTarget(lambdaTarget({}, [tool('t'.repeat(257))])), 'has 257 characters; the service accepts at most 256; shorten the name'],
  ],
  passes: [['a name', withTarget(lambdaTarget())]],
  doesNotApply: [['an agent', withTarget(agentTarget(getAtt('Docs', 'AgentRuntimeArn')), { Gateway: httpGateway(), Docs: runtime() })]],
  isUnknown: [['a name that is a parameter', withTarget(lambdaTarget({}, [tool(UNKNOWN)])), 'S1/Target: some of its tools are unresolved until deployment']],
});
