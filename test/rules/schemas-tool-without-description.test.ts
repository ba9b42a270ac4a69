import { testRule } from './rows';
import { gateway, gatewayTarget, mcpRuntimeTarget, openApi, openApiTarget, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { TOOLS_METADATA_KEY } from '../../src/model/metadata-keys';
import { schemasToolWithoutDescription } from '../../src/rules/schemas/tool-without-description';

const undescribed = openApi({ paths: { '/pets': { get: { operationId: 'listPets', responses: {} } } } });
const server = (...tools: object[]) => ({ Docs: runtime({}, { Metadata: { [TOOLS_METADATA_KEY]: { file: 'servers/docs/tools.json', tools } } }) });
const search = { name: 'search', inputSchema: { type: 'object' } };

testRule(schemasToolWithoutDescription, {
  fails: [
    ['an operation', withTarget(openApiTarget({}, undescribed)),
      'S1/Target: schema#/paths/~1pets/get: tool `listPets` has no description, which models need to select tools; describe what the tool does and when to use it'],
    ['a tool that was written down', withTarget(mcpRuntimeTarget('Docs'), server(search)), 'S1/Target: servers/docs/tools.json#/0: tool `search` has no description'],
  ],
  passes: [['a description', withTarget(openApiTarget())], ['a tool that was written down', withTarget(mcpRuntimeTarget('Docs'), server({ ...search, description: 'Searches.' }))]],
  doesNotApply: [['a gateway, whose targets are checked separately', withTarget(gatewayTarget('Inner'), { Inner: gateway({ Name: 'inner' }) })]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
