import { modelOf } from '../../build-tools/rule-examples/evaluate-rule';
import { lambdaTarget, mcpTarget, openApi, openApiTarget, smithyTarget, SMITHY, withTarget } from '../../build-tools/rule-examples/templates';

const messages = (one: object) => {
  const [{ tools }] = modelOf(withTarget(one as never)).targets;
  return tools.is === 'known' || tools.is === 'unknown' ? tools.findings.map(({ message }) => message) : [];
};

describe('a schema of the wrong form in a template', () => {
  test.each([
    ['an OpenAPI document that is not a text', openApiTarget({}, JSON.parse(openApi())), 'the OpenAPI document is an object in the template, but `InlinePayload` must be a text'],
    ['a Smithy model that is not a text', smithyTarget({}, JSON.parse(SMITHY)), 'the Smithy model is an object in the template, but `InlinePayload` must be a text'],
    ['an MCP tool list that is not a text', mcpTarget('https://mcp.example.com', {}, { McpToolSchema: { InlinePayload: [] } }), 'the MCP tool list is an array in the template, but `InlinePayload` must be a text'],
    ['tool definitions that are a text', lambdaTarget({}, '[]'), 'the tool definitions are a text in the template, but `InlinePayload` must be a list'],
  ])('%s is named as the kind that it is', (_name, one, message) => {
    expect(messages(one)).toEqual([message]);
  });
});
