import { testRule } from './rows';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsInterceptors } from '../../src/rules/limits/interceptors';

const interceptor = (...points: unknown[]) => ({ InterceptionPoints: points, Interceptor: { Lambda: { Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:check' } } });
const app = (interceptors: unknown) => template({ Gateway: gateway({ InterceptorConfigurations: interceptors }) }, PARAMETERS);

testRule(limitsInterceptors, {
  fails: [
    ['two for requests', app([interceptor('REQUEST'), interceptor('REQUEST')]), 'S1/Gateway: 2 interceptors are for `REQUEST`, but a gateway allows only one; combine them in one function'],
    ['one for both and one for responses', app([interceptor('REQUEST', 'RESPONSE'), interceptor('RESPONSE')]), '2 interceptors are for `RESPONSE`'],
  ],
  passes: [['one for each', app([interceptor('REQUEST'), interceptor('RESPONSE')])]],
  doesNotApply: [['a gateway without interceptors', template({ Gateway: gateway() })]],
  isUnknown: [['interceptors that are a parameter', app(UNKNOWN), 'the interceptors of S1/Gateway'], ['points that are a parameter', app([interceptor('REQUEST'), { InterceptionPoints: UNKNOWN }]), 'S1/Gateway']],
});
