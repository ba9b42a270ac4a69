import { testRule } from './rows';
import { lambdaTarget, mcpTarget, openApiTarget, smithyTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasDocument } from '../../src/rules/schemas/document';

testRule(schemasDocument, {
  fails: [
    ['an OpenAPI document that is not JSON', withTarget(openApiTarget({}, '{ "openapi": ')), 'S1/Target: the OpenAPI document is not JSON: '],
    ['a Smithy model that is a list', withTarget(smithyTarget({}, '[]')), 'the Smithy model is an array; write a JSON object'],
    ['MCP tools that are a text', withTarget(mcpTarget('https://docs.example.com/mcp', {}, { McpToolSchema: { InlinePayload: '"tools"' } })), 'the document is `"tools"`; write an array of MCP tools'],
    ['tool definitions that are an object', withTarget(lambdaTarget({}, { tools: [] })), 'the tool definitions are an object; write only the array under `tools`'],
  ],
  passes: [['documents', withTarget(openApiTarget(), { Smithy: smithyTarget({ Name: 'smithy' }) })]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
