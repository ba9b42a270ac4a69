import { testRule } from './rows';
import { withEngine, engine, gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { authAuthenticateOnlyOpen } from '../../src/rules/auth/authenticate-only-open';

const one = (properties: object = {}) => template({ Gateway: gateway({ AuthorizerType: 'AUTHENTICATE_ONLY', ...properties }), Engine: engine() }, PARAMETERS);

testRule(authAuthenticateOnlyOpen, {
  fails: [
    ['no policy engine', one(), 'S1/Gateway: the authorizer type is `AUTHENTICATE_ONLY`, and there is no policy engine; attach a policy engine in mode `ENFORCE`, or use the authorizer type `AWS_IAM`'],
    ['a policy engine that only logs', one(withEngine('LOG_ONLY')), 'the policy engine is in mode `LOG_ONLY`'],
  ],
  passes: [['a policy engine', one(withEngine())]],
  doesNotApply: [['an IAM gateway', template({ Gateway: gateway() })]],
  isUnknown: [['a mode that is a parameter', one(withEngine(UNKNOWN)), 'whether S1/Gateway enforces policies'], ['an engine that is a parameter', one({ PolicyEngineConfiguration: UNKNOWN }), 'S1/Gateway']],
});
