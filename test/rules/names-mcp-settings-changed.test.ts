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
      'S1/Gateway: MCP versions `2025-11-25` are added to those of the deployed gateway (`2025-03-26`, `2025-06-18`); make a new gateway: another logical id and another name, or keep the versions', before],
    ['search that is switched on', mcp(['2025-03-26'], 'SEMANTIC'), 'semantic search is off at the deployed gateway and is switched on', before],
    ['search that is switched off', mcp(['2025-03-26']), 'semantic search is on at the deployed gateway and is switched off', { deployed: mcp(['2025-03-26'], 'SEMANTIC') }],
  ],
  passes: [['a version that is removed', mcp(['2025-03-26']), before]],
  doesNotApply: [['an app that is not compared', mcp(['2025-03-26'])], ['gateways without settings', template({ Gateway: gateway() }), { deployed: template({ Gateway: gateway() }) }]],
  cannotTell: [
    ['versions that are a parameter', mcp(UNKNOWN), 'whether S1/Gateway gets more MCP versions', before],
    ['a search type that is a parameter', mcp(['2025-03-26'], UNKNOWN), 'whether S1/Gateway has semantic search', before],
  ],
});
