import { testRule } from './rows';
import { CONDITIONS, gateway, lambdaTarget, template } from '../../build-tools/rule-examples/templates';
import { limitsTargetsPerGateway } from '../../src/rules/limits/targets-per-gateway';

const withTargets = (count: number, more = {}) => template({
  Gateway: gateway(),
  ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`T${index}`, { ...lambdaTarget({ Name: `t${index}` }), ...more }])),
}, CONDITIONS);

testRule(limitsTargetsPerGateway, {
  fails: [['101 targets', withTargets(101), 'S1/Gateway: there are 101 targets, and the limit is 100; put some of them on another gateway, and make that one a target of this one']],
  passes: [['100 targets', withTargets(100)]],
  doesNotApply: [['an app without gateways', {}]],
  cannotTell: [['101 targets that may not be', withTargets(101, { Condition: 'Sometimes' }), 'how many targets S1/Gateway gets']],
});
