import { testRule } from './rows';
import { lambdaTarget, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOpenapiInvalid } from '../../src/rules/schemas/openapi-invalid';

const app = (paths: unknown) => withTarget(openApiTarget({}, openApi({ paths })));
const operation = { operationId: 'pets', description: 'Does it.', responses: {} };

testRule(schemasOpenapiInvalid, {
  fails: [
    ['no operations', app({}), 'the document has no operations, so the target would have no tools'],
    ['a reference to nothing', app({ '/pets': { get: { ...operation, parameters: [{ $ref: '#/components/parameters/none' }] } } }), '#/components/parameters/none'],
    ['a parameter of the path that is not declared', app({ '/pets/{id}': { get: operation } }), '`GET /pets/{id}` has `{id}` in its path, but does not declare the parameter'],
  ],
  passes: [['a whole document', withTarget(openApiTarget())]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
