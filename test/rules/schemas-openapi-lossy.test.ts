import { testRule } from './rows';
import { lambdaTarget, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOpenapiLossy } from '../../src/rules/schemas/openapi-lossy';

const app = (document: object) => withTarget(openApiTarget({}, openApi({ ...document })));

testRule(schemasOpenapiLossy, {
  fails: [
    ['security schemes', app({ components: { securitySchemes: { key: { type: 'apiKey' } } } }),
      'S1/Target: schema#/components/securitySchemes: the service ignores security schemes in the document: calls use only the credentials of the target; configure a credential provider on the target, and remove the security schemes'],
    ['a private server', app({ servers: [{ url: 'http://10.0.0.1' }] }), 'server URL `http://10.0.0.1` is a private address'],
    ['a definition that no operation uses', app({ components: { schemas: { Pet: { anyOf: [{ type: 'string' }] } } } }), '`anyOf` is not supported by the service, and no operation uses this definition'],
  ],
  passes: [['a plain document', withTarget(openApiTarget())]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
