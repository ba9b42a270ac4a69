import { testRule } from './rows';
import { lambdaTarget, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOpenapiUnsupported } from '../../src/rules/schemas/openapi-unsupported';

const app = (document: object) => withTarget(openApiTarget({}, openApi({ ...document })));
const operation = (more: object) => app({ paths: { '/pets': { post: { operationId: 'addPet', description: 'Adds a pet.', responses: {}, ...more } } } });
const body = (type: string, schema: object) => operation({ requestBody: { content: { [type]: { schema } } } });

testRule(schemasOpenapiUnsupported, {
  fails: [
    ['oneOf', body('application/json', { oneOf: [{ type: 'string' }, { type: 'integer' }] }),
      'S1/Target: schema#/paths/~1pets/post/requestBody/content/application~1json/schema/oneOf: `oneOf` is not supported by the service; write a single schema, with alternatives as optional properties'],
    ['callbacks', operation({ callbacks: { done: {} } }), '`POST /pets` has callbacks, which the service does not support; remove `callbacks`'],
    ['webhooks', app({ webhooks: { pet: {} } }), 'webhooks are not supported by the service; remove `webhooks`'],
    ['a binary body', body('application/octet-stream', {}), 'a body of `application/octet-stream` is binary, which the service does not support'],
    ['a style of parameters', operation({ parameters: [{ name: 'filter', in: 'query', style: 'deepObject' }] }), 'parameter `"filter"` has the style `deepObject`'],
    ['Swagger 2.0', app({ openapi: '2.0' }), 'the service supports only OpenAPI 3.0 and 3.1'],
  ],
  passes: [['a plain document', withTarget(openApiTarget())], ['a definition that no operation uses, which only warns', app({ components: { schemas: { Pet: { anyOf: [{ type: 'string' }] } } } })]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [
    ['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: the schema of the target is unresolved until deployment'],
    ['a document that cannot be read, which another rule reports', withTarget(openApiTarget({}, '{')), 'S1/Target: the OpenAPI document is not JSON'],
  ],
});
