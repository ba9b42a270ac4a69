import { testRule } from './rows';
import { engine, gateway, PARAMETERS, policy, template, UNKNOWN, withEngine } from '../../build-tools/rule-examples/templates';
import { policyEnforcedAtOnce } from '../../src/rules/policies/enforced-at-once';

const app = (mode?: unknown, id = 'Gateway') => template({
  [id]: gateway(mode === undefined ? {} : withEngine(mode)), ...mode === undefined ? {} : { Engine: engine(), Policy: policy() },
}, PARAMETERS);
const before = { deployed: app() };

testRule(policyEnforcedAtOnce, {
  fails: [['a policy engine that enforces', app('ENFORCE'),
    'S1/Gateway: the deployed gateway S1/Gateway denies every tool call from the moment when policy engine S1/Engine is attached until its Cedar policies are created; '
    + 'attach the policy engine in the mode LOG_ONLY (`policyEngineMode: PolicyEngineMode.LOG_ONLY`), deploy, then change the mode to ENFORCE (with S1/Engine)', before]],
  passes: [['a policy engine that logs', app('LOG_ONLY'), before]],
  doesNotApply: [
    ['a policy engine that enforces its deployed policies', app('ENFORCE'), { deployed: app('LOG_ONLY') }],
    ['a new gateway', app('ENFORCE', 'Other'), before],
    ['an app that is not compared', app('ENFORCE')],
    ['a gateway without a policy engine', app(), before],
  ],
  isUnknown: [['a mode that is a parameter', app(UNKNOWN), 'the mode of the policy engine of S1/Gateway', before]],
});
