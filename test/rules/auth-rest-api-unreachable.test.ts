import { testRule } from './rows';
import { apiGatewayTarget, lambdaTarget, resource, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authRestApiUnreachable } from '../../src/rules/auth/rest-api-unreachable';

const api = (properties: object) => withTarget(apiGatewayTarget(), { Api: resource('AWS::ApiGateway::RestApi', { Name: 'api', ...properties }) });

testRule(authRestApiUnreachable, {
  fails: [
    ['a private API', api({ EndpointConfiguration: { Types: ['PRIVATE'] } }), 'S1/Target: REST API S1/Api has the endpoint type `PRIVATE`, which the gateway cannot call; use a regional endpoint'],
    ['a disabled endpoint', api({ DisableExecuteApiEndpoint: true }), 'the default endpoint of REST API S1/Api is disabled'],
  ],
  passes: [
    ['a regional API', api({ EndpointConfiguration: { Types: ['REGIONAL'] } })],
    ['the default', api({})],
  ],
  doesNotApply: [
    ['a Lambda function', withTarget(lambdaTarget())],
  ],
  isUnknown: [
    ['a setting that is a parameter', api({ DisableExecuteApiEndpoint: UNKNOWN }), 'the endpoint of S1/Api'],
  ],
});
