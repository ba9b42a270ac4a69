import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesMcpSettingsChanged } from '../../src/rules/names/mcp-settings-changed';

const mcp = (versions: unknown, search: unknown = { Ref: 'AWS::NoValue' }) => {
  return template({ Gateway: gateway({ ProtocolConfiguration: { Mcp: { SupportedVersions: versions, SearchType: search } } }) }, PARAMETERS);
};
const before = { deployed: mcp(['2025-03-26', '2025-06-18']) };

testRule(namesMcpSettingsChanged, {
  fails: [
    ['a version that is added', mcp(['2025-03-26', '2025-11-25']),
      'S1/Gateway: MCP versions `2025-11-25` are added to those of the deployed gateway (`2025-03-26`, `2025-06-18`); keep the versions, or create a new gateway with another logical ID and another name', before],
    ['search that is switched on', mcp(['2025-03-26'], 'SEMANTIC'), 'semantic search of the deployed gateway changes from off to on', before],
    ['search that is switched off', mcp(['2025-03-26']), 'semantic search of the deployed gateway changes from on to off', { deployed: mcp(['2025-03-26'], 'SEMANTIC') }],
  ],
  passes: [['a version that is removed', mcp(['2025-03-26']), before]],
  doesNotApply: [['an app that is not compared', mcp(['2025-03-26'])], ['gateways without settings', template({ Gateway: gateway() }), { deployed: template({ Gateway: gateway() }) }]],
  isUnknown: [
    ['versions that are a parameter', mcp(UNKNOWN), 'the MCP versions of S1/Gateway', before],
    ['a search type that is a parameter', mcp(['2025-03-26'], UNKNOWN), 'whether S1/Gateway has semantic search', before],
  ],
});
