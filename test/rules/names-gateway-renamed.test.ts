import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesGatewayRenamed } from '../../src/rules/names/gateway-renamed';

const named = (name: unknown, id = 'Gateway') => template({ [id]: gateway({ Name: name }) }, PARAMETERS);
const before = { deployed: named('tools') };

testRule(namesGatewayRenamed, {
  fails: [['another name', named('team-tools'), 'S1/Gateway: the name of the deployed gateway changes from `tools` to `team-tools` under the same logical ID; keep the name, or also change the logical ID', before]],
  passes: [['the same name', named('tools'), before]],
  doesNotApply: [['a new gateway', named('team-tools', 'Other'), before], ['an app that is not compared', named('tools')]],
  isUnknown: [['a name that is a parameter', named(UNKNOWN), 'whether the name of S1/Gateway changes', before]],
});
