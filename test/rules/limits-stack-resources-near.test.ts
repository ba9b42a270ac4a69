import { testRule } from './rows';
import { gateway, resource, template } from '../../build-tools/rule-examples/templates';
import { limitsStackResourcesNear } from '../../src/rules/limits/stack-resources';

const withResources = (count: number, more = {}) => template({
  Gateway: gateway(), ...Object.fromEntries(Array.from({ length: count - 1 }, (_, index) => [`R${index}`, resource('AWS::CloudFormation::WaitConditionHandle')])),
}, more);

testRule(limitsStackResourcesNear, {
  fails: [['400 resources', withResources(400), 'S1: there are 400 resources in the stack, and the limit is 500']],
  passes: [['399 resources', withResources(399)]],
  doesNotApply: [['more than allowed, which another rule reports', withResources(501)]],
  isUnknown: [['resources that a transform makes', withResources(10, { Transform: 'Macro' }), 'the result of the transform Macro is unknown']],
});
