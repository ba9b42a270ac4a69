import { testRule } from './rows';
import { lambdaTarget, mcpTarget, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasToolDefinition } from '../../src/rules/schemas/tool-definition';

const withSchema = (schema: unknown) => withTarget(lambdaTarget({}, [tool('forecast', { InputSchema: schema })]));

testRule(schemasToolDefinition, {
  fails: [
    ['no schema', withSchema({ Ref: 'AWS::NoValue' }), 'S1/Target: schema#/0: tool `forecast` has no `inputSchema`, which the service requires; add one; for a tool without parameters, write'],
    ['a schema that is not an object at the top', withSchema({ Type: 'string' }), 'the schema of tool `forecast` has type `string`, but the service requires `object` at the top level'],
    ['a type that is a list', withSchema({ Type: 'object', Properties: { when: { Type: ['string', 'integer'] } } }), '`type` is an array (`"string"`, `"integer"`)'],
    ['a required property that does not exist', withSchema({ Type: 'object', Properties: {}, Required: ['city'] }), '`required` names `city`, which is not a property of this schema'],
    ['keys of the API in a template', withTarget(lambdaTarget({}, [{ name: 'forecast', description: 'Does it.', inputSchema: { type: 'object' } }])), 'schema#/0/name: key `name` starts with a lower-case letter'],
    ['an MCP tool without a schema', withTarget(mcpTarget('https://docs.example.com/mcp', {}, { McpToolSchema: { InlinePayload: '[{"name":"a","description":"b"}]' } })), 'tool `a` has no `inputSchema`, which MCP requires'],
  ],
  passes: [['a schema', withTarget(lambdaTarget())]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: ']],
});
