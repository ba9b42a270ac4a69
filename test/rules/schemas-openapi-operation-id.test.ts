import { testRule } from './rows';
import { lambdaTarget, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOpenapiOperationId } from '../../src/rules/schemas/openapi-operation-id';

const app = (operation: object) => withTarget(openApiTarget({}, openApi({ paths: { '/pets': { get: { description: 'Lists pets.', responses: {}, ...operation } } } })));

testRule(schemasOpenapiOperationId, {
  fails: [['an operation without an id', app({}), 'S1/Target: schema#/paths/~1pets/get: `GET /pets` has no `operationId`, which the service uses as the tool name; add an `operationId`']],
  passes: [['an operation with an id', app({ operationId: 'listPets' })]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
