import { testRule } from './rows';
import { gateway, httpGateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesProtocolChanged } from '../../src/rules/names/protocol-changed';

const app = (one: object) => template({ Gateway: one }, PARAMETERS);

testRule(namesProtocolChanged, {
  fails: [
    ['a protocol type that goes', app(httpGateway()), 'S1/Gateway: the deployed gateway changes from the protocol type `MCP` to no protocol type; create a new gateway', { deployed: app(gateway()) }],
    ['a protocol type that comes', app(gateway()), 'the deployed gateway changes from no protocol type to the protocol type `MCP`', { deployed: app(httpGateway()) }],
  ],
  passes: [['the same protocol type', app(gateway()), { deployed: app(gateway()) }]],
  doesNotApply: [['an app that is not compared', app(gateway())]],
  isUnknown: [['a protocol type that is a parameter', app(gateway({ ProtocolType: UNKNOWN })), 'whether the protocol type of S1/Gateway changes', { deployed: app(gateway()) }]],
});
