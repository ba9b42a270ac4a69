import { testRule } from './rows';
import { gateway, jwtGateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { namesAuthorizerChanged } from '../../src/rules/names/authorizer-changed';

const app = (one: object, id = 'Gateway') => template({ [id]: one }, PARAMETERS);
const before = { deployed: app(gateway()) };

testRule(namesAuthorizerChanged, {
  fails: [['another type', app(jwtGateway()), 'S1/Gateway: the authorizer type of the deployed gateway changes from `AWS_IAM` to `CUSTOM_JWT`; keep the authorizer type, or create a new gateway with another logical ID and another name', before]],
  passes: [['the same type', app(gateway({ Description: 'new' })), before]],
  doesNotApply: [['a new gateway', app(jwtGateway(), 'Other'), before], ['an app that is not compared', app(gateway())]],
  isUnknown: [['a type that is a parameter', app(gateway({ AuthorizerType: UNKNOWN })), 'whether the authorizer type of S1/Gateway changes', before]],
});
