import { after } from './roles';
import { testRule } from './rows';
import { apiGatewayTarget, CONDITIONS, gateway, lambdaTarget, PARAMETERS, ref, resource, restApi, template, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { targetBeforeItsStage } from '../../src/rules/order/target-before-its-stage';

type Json = Readonly<Record<string, unknown>>;

const stage = (properties: Json = {}) => resource('AWS::ApiGateway::Stage', { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'prod', ...properties });
const deployment = (properties: Json = {}) => resource('AWS::ApiGateway::Deployment', { RestApiId: ref('Api'), ...properties }, { DependsOn: ['ListPets'] });

function app(target: Json, more: Json = { Stage: stage() }): Json {
  return template({ Gateway: gateway(), ...restApi(), Deployment: deployment(), Target: target, ...more }, CONDITIONS);
}

testRule(targetBeforeItsStage, {
  fails: [
    ['a target that names the stage by its text', app(apiGatewayTarget()),
      'S1/Target: target S1/Target may be created before stage S1/Stage, from which the service exports the API; make target S1/Target depend on stage S1/Stage (with S1/Stage)'],
    ['a stage that comes with the deployment', app(apiGatewayTarget(), { Deployment: deployment({ StageName: 'prod' }) }), 'before stage S1/Deployment'],
    ['a target that waits for the deployment only', app(after(apiGatewayTarget(), 'Deployment')), 'before stage S1/Stage'],
    ['a stage that there is not', app(after(apiGatewayTarget({}, { Stage: 'live' }), 'Stage')), 'target S1/Target names the stage `live`, but API S1/Api has `prod`; name a stage of the API'],
  ],
  passes: [
    ['a target that names the stage by a reference', app(apiGatewayTarget({}, { Stage: ref('Stage') }))],
    ['a target that waits for the stage', app(after(apiGatewayTarget(), 'Stage'))],
    ['a target that depends on a stage with an unresolved name', app(after(apiGatewayTarget(), 'Stage'), { Stage: stage({ StageName: UNKNOWN }) })],
  ],
  doesNotApply: [
    ['an API without stages in the template', app(apiGatewayTarget(), {})],
    ['an API that is elsewhere', withTarget(apiGatewayTarget({}, { RestApiId: 'a1b2c3d4e5' }))],
    ['a stage of another API', app(apiGatewayTarget(), { Other: resource('AWS::ApiGateway::RestApi', { Name: 'other' }), Stage: stage({ RestApiId: ref('Other') }) })],
    ['a function', template({ Gateway: gateway(), Target: lambdaTarget() }, PARAMETERS)],
  ],
  isUnknown: [
    ['a stage that is a parameter', app(apiGatewayTarget({}, { Stage: UNKNOWN })), 'the stage that target S1/Target names'],
    ['stages with unresolved names', app(apiGatewayTarget(), { Stage: stage({ StageName: UNKNOWN }) }), 'the stage that target S1/Target names'],
  ],
});
