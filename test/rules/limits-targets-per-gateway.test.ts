import { testRule } from './rows';
import { CONDITIONS, gateway, lambdaTarget, template } from '../../build-tools/rule-examples/templates';
import { limitsTargetsPerGateway } from '../../src/rules/limits/targets-per-gateway';

const withTargets = (count: number, more = {}) => template({
  Gateway: gateway(),
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`T${index}`, { ...lambdaTarget({ Name: `t${index}` }), ...more }])),
}, CONDITIONS);

testRule(limitsTargetsPerGateway, {
  fails: [['101 targets', withTargets(101), 'S1/Gateway: there are 101 targets, and the limit is 100; move some of them to another gateway and add that gateway as a target']],
  passes: [['100 targets', withTargets(100)]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['101 targets that may not be', withTargets(101, { Condition: 'Sometimes' }), 'the number of targets of S1/Gateway']],
});
