import { testRule } from './rows';
import { lambdaTarget, openApi, openApiTarget, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { schemasOpenapiServer } from '../../src/rules/schemas/openapi-server';

const app = (servers: unknown) => withTarget(openApiTarget({}, openApi({ servers })));

testRule(schemasOpenapiServer, {
  fails: [
    ['no server', app(undefined), 'S1/Target: the document has no server, so the gateway has no URL to call; '],
    ['a path alone', app([{ url: '/v1' }]), 'server URL `/v1` is not a complete `https://` or `http://` URL'],
  ],
  passes: [['a server', withTarget(openApiTarget())]],
  doesNotApply: [['a Lambda function', withTarget(lambdaTarget())]],
  isUnknown: [['a document that is a parameter', withTarget(openApiTarget({}, UNKNOWN)), 'S1/Target: ']],
});
