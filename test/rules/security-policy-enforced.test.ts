import { testRule } from './rows';
import { withEngine, engine, gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityPolicyEnforced } from '../../src/rules/security/policy-enforced';

const one = (properties: object) => template({ Gateway: gateway({ ...properties }), Engine: engine() }, PARAMETERS);

testRule(securityPolicyEnforced, {
  fails: [['no engine', one({}), 'S1/Gateway: there is no policy engine; attach a policy engine in mode `ENFORCE`'], ['an engine that only logs', one(withEngine('LOG_ONLY')), 'the policy engine is in mode `LOG_ONLY`']],
  passes: [['an engine', one(withEngine())]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a mode that is a parameter', one(withEngine(UNKNOWN)), 'whether S1/Gateway enforces policies']],
});
