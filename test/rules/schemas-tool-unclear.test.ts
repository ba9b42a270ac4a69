import { testRule } from './rows';
import { lambdaTarget, mcpTarget, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasToolUnclear } from '../../src/rules/schemas/tool-unclear';

const list = { tools: [{ name: 'a', description: 'b', inputSchema: { type: 'object' } }] };
const server = (tools: object) => withTarget(mcpTarget('https://docs.example.com/mcp', {}, { McpToolSchema: { InlinePayload: JSON.stringify(tools) } }));

testRule(schemasToolUnclear, {
  fails: [
    ['an array without items', withTarget(lambdaTarget({}, [tool('forecast', { InputSchema: { Type: 'object', Properties: { cities: { Type: 'array' } } } })])),
      'S1/Target: schema#/0/inputSchema/properties/cities: the array has no `items`, so a model does not know the type of its elements; add `items` with the schema of an element'],
    ['a type that is not known', withTarget(lambdaTarget({}, [tool('forecast', { InputSchema: { Type: 'object', Properties: { when: { Type: 'date' } } } })])), '`type` is `"date"`'],
    ['one page of tools', server({ ...list, nextCursor: 'x' }), 'the list has a `nextCursor`, so it contains only one page of the tools; fetch the other pages and merge them'],
  ],
  passes: [['all tools', server(list)], ['a plain tool', withTarget(lambdaTarget())]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: ']],
});
