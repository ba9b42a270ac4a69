import { testRule } from './rows';
import { lambdaTarget, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOpenapiLossy } from '../../src/rules/schemas/openapi-lossy';

const app = (document: object) => withTarget(openApiTarget({}, openApi({ ...document })));

testRule(schemasOpenapiLossy, {
  fails: [
    ['a private server', app({ servers: [{ url: 'http://10.0.0.1' }] }), 'server URL `http://10.0.0.1` is a private address'],
    ['a server that only a private network has', app({ servers: [{ url: 'https://orders.internal' }] }), 'server URL `https://orders.internal` is a private address'],
    ['a server that nobody has', app({ servers: [{ url: 'https://orders.test' }] }), 'server URL `https://orders.test` is a reserved name'],
    ['a definition that no operation uses', app({ components: { schemas: { Pet: { anyOf: [{ type: 'string' }] } } } }), '`anyOf` is not supported by the service, and no operation uses this definition'],
  ],
  passes: [['a plain document', withTarget(openApiTarget())]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
