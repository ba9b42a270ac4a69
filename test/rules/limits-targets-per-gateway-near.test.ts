import { testRule } from './rows';
import { gateway, lambdaTarget, template } from '../../build-tools/rule-examples/templates';
import { limitsTargetsPerGatewayNear } from '../../src/rules/limits/targets-per-gateway';

const withTargets = (count: number) => template({
  Gateway: gateway(), ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`T${index}`, lambdaTarget({ Name: `t${index}` })])),
});

testRule(limitsTargetsPerGatewayNear, {
  fails: [['80 targets', withTargets(80), 'S1/Gateway: there are 80 targets, and the limit is 100']],
  passes: [['79 targets', withTargets(79)]],
  doesNotApply: [['more than allowed, which another rule reports', withTargets(101)]],
  isUnknown: [],
});
