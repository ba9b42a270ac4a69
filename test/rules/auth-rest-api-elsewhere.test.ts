import { testRule } from './rows';
import { apiGatewayTarget, lambdaTarget, ref, restApi, template, withTarget } from '../../build-tools/rule-examples/templates';
import { authRestApiElsewhere } from '../../src/rules/auth/rest-api-elsewhere';

/** An API in one stack and a target for it in another stack. */
const stacks = (region: string | undefined, targetRegion: string | undefined) => [
  { template: template(restApi(), { Outputs: { Id: { Value: ref('Api') } } }), stackName: 'Apis', region },
  { template: withTarget(apiGatewayTarget({}, { RestApiId: { 'Fn::GetStackOutput': { StackName: 'Apis', OutputName: 'Id', Region: region } } })), region: targetRegion },
];

testRule(authRestApiElsewhere, {
  fails: [['an API in another region', stacks('us-east-1', 'eu-west-1'),
    'S2/Target: the target is in region `eu-west-1`, but REST API S1/Api is in `us-east-1`; add it to a gateway in region `us-east-1`, or add an OpenAPI target for the API (with S1/Api)']],
  passes: [['one stack', withTarget(apiGatewayTarget(), restApi())]],
  doesNotApply: [['an API elsewhere', withTarget(apiGatewayTarget({}, { RestApiId: 'abcdefghij' }))], ['other targets', withTarget(lambdaTarget())]],
  isUnknown: [['stacks for any environment', stacks(undefined, undefined), 'whether S1/Api is in the account and region of S2/Target']],
});
