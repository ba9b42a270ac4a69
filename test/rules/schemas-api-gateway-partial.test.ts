import { testRule } from './rows';
import { apiGatewayTarget, lambdaTarget, restApi, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasApiGatewayPartial } from '../../src/rules/schemas/api-gateway-partial';

const selecting = (filters: unknown) => withTarget(apiGatewayTarget({}, { ApiGatewayToolConfiguration: { ToolFilters: filters } }), restApi());

testRule(schemasApiGatewayPartial, {
  fails: [
    ['a filter that selects nothing', selecting([{ FilterPath: '/*', Methods: ['GET'] }, { FilterPath: '/cats', Methods: ['GET'] }]),
      'S1/Target: schema#/toolFilters/1: the filter for `GET` on `/cats` selects no method of the API; correct the path or the methods; the API has `GET /pets`'],
    ['a method in lower case', selecting([{ FilterPath: '/pets', Methods: ['GET', 'get'] }]), 'method `get` is not a method that the service is documented to support'],
    ['a method that the service may get one day', selecting([{ FilterPath: '/pets', Methods: ['GET', 'QUERY'] }]), 'method `QUERY` is not a method that the service is documented to support'],
  ],
  passes: [['a filter that selects', selecting([{ FilterPath: '/pets', Methods: ['GET'] }])]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['filters that are a parameter', selecting(UNKNOWN), 'S1/Target: ']],
});
