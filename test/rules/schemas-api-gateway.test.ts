import { testRule } from './rows';
import { apiGatewayTarget, lambdaTarget, restApi, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasApiGateway } from '../../src/rules/schemas/api-gateway';

const selecting = (filters: unknown, overrides: unknown = [], api: object = restApi()) => withTarget(
  apiGatewayTarget({}, { ApiGatewayToolConfiguration: { ToolFilters: filters, ToolOverrides: overrides } }), { ...api },
);
const ALL = [{ FilterPath: '/*', Methods: ['GET'] }];
const unnamed = () => {
  const api = restApi() as Record<string, { Properties: object }>;
  return { ...api, ListPets: { ...api.ListPets, Properties: { ...api.ListPets.Properties, OperationName: { Ref: 'AWS::NoValue' } } } };
};

testRule(schemasApiGateway, {
  fails: [
    ['a method without a name', selecting(ALL, [], unnamed()),
      'S1/Target: schema#/methods/0: a filter selects `GET /pets`, which has no operation name; the service then rejects the whole target; set `operationName` on the method, or add a tool override for it'],
    ['an override of nothing', selecting(ALL, [{ Path: '/cats', Method: 'GET', Name: 'cats' }]), 'the override `cats` is for `GET /cats`, which does not exist in the API'],
    ['no filter', selecting([]), 'there is no tool filter, and the service requires one'],
  ],
  passes: [['methods with names', selecting(ALL)]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['filters that are a parameter', selecting(UNKNOWN), 'S1/Target: the methods of the API that become tools are unresolved until deployment'], ['an API elsewhere', selecting(ALL, [], {}), 'S1/Target: the methods of the API are not in the app']],
});
