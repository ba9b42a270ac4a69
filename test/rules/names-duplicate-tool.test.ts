import { testRule } from './rows';
import { lambdaTarget, mcpRuntimeTarget, openApi, openApiTarget, runtime, tool, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { namesDuplicateTool } from '../../src/rules/names/duplicate-tool';

const operation = { operationId: 'pets', description: 'Does it.', responses: {} };

testRule(namesDuplicateTool, {
  fails: [
    ['two tools of one name', withTarget(lambdaTarget({}, [tool('forecast'), tool('alerts'), tool('forecast')])),
      'S1/Target: schema#/2/name: tool name `forecast` is used twice in one target, at `/0/name` and `/2/name`; rename one'],
    ['two operations of one id', withTarget(openApiTarget({}, openApi({ paths: { '/pets': { get: operation, post: operation } } }))), 'tool name `pets` is used twice'],
  ],
  passes: [['two names', withTarget(lambdaTarget({}, [tool('forecast'), tool('alerts')]))]],
  doesNotApply: [['an app without targets', {}]],
  isUnknown: [
    ['tools that are a parameter', withTarget(lambdaTarget({}, UNKNOWN)), 'S1/Target: '],
    ['a server whose tools are listed at deployment', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime() }), 'S1/Target: the gateway lists the tools of the MCP server at deployment'],
  ],
});
