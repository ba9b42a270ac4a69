import { allow, lambdaFunction, role, usesRole } from './roles';
import { testRule } from './rows';
import { evaluateRule } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, getAtt, template } from '../../build-tools/rule-examples/templates';
import { interceptorNotCallable } from '../../src/rules/grants/interceptor-not-callable';
import { missingAtCall } from '../../src/rules/grants/missing-at-call';

const interceptors = { InterceptorConfigurations: [{ InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: getAtt('Fn', 'Arn') } } }] };
const guarded = { Fn: lambdaFunction(), Role: role(), Gateway: gateway({ ...usesRole, ...interceptors }) };

testRule(interceptorNotCallable, {
  fails: [['a role without policies', template(guarded), 'S1/Gateway: role S1/Role of gateway S1/Gateway is not allowed `lambda:InvokeFunction` on S1/Fn, and it needs that to run its interceptors']],
  passes: [['a role that may call the function', template({ ...guarded, Role: role([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))]) })]],
  doesNotApply: [['a gateway without interceptors', template({ Role: role(), Gateway: gateway(usesRole) })]],
  isUnknown: [['a role outside the templates', template({ ...guarded, Gateway: gateway(interceptors) }), 'the role of gateway S1/Gateway is not in the templates']],
});

test('an interceptor that the role may not call is not an error, because the gateway deploys', () => {
  expect(evaluateRule(missingAtCall, template(guarded)).is).not.toBe('fail');
});
