import { testRule } from './rows';
import { gateway, resource, template } from '../../build-tools/rule-examples/templates';
import { limitsStackResources } from '../../src/rules/limits/stack-resources';

const withResources = (count: number, more = {}) => template({
  Gateway: gateway(), ...Object.fromEntries(Array.from({ length: count - 1 }, (_, index) => [`R${index}`, resource('AWS::CloudFormation::WaitConditionHandle')])),
}, more);

testRule(limitsStackResources, {
  fails: [['501 resources', withResources(501), 'S1: there are 501 resources in the stack, and the limit is 500; move some of them to another stack or a nested stack']],
  passes: [['500 resources', withResources(500)]],
  doesNotApply: [['a stack without gateways', template(Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`R${index}`, resource('AWS::SNS::Topic')])))]],
  isUnknown: [['resources that a transform makes', withResources(10, { Transform: 'AWS::Serverless-2016-10-31' }), 'the result of the transform AWS::Serverless-2016-10-31 is unknown']],
});
