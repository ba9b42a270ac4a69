import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesGatewayRenamed } from '../../src/rules/names/gateway-renamed';

const named = (name: unknown, id = 'Gateway') => template({ [id]: gateway({ Name: name }) }, PARAMETERS);
const before = { deployed: named('tools') };

testRule(namesGatewayRenamed, {
  fails: [['another name', named('team-tools'), 'S1/Gateway: the gateway name is `tools` as deployed and changes to `team-tools` under the same logical id; keep the name, or change the logical id too', before]],
  passes: [['the same name', named('tools'), before]],
  doesNotApply: [['a new gateway', named('team-tools', 'Other'), before], ['an app that is not compared', named('tools')]],
  cannotTell: [['a name that is a parameter', named(UNKNOWN), 'whether the name of S1/Gateway changes', before]],
});
