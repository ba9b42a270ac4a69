import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsRoleManagedPolicies } from '../../src/rules/limits/role-managed-policies';

const app = (arns: unknown) => template({
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }), Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, ManagedPolicyArns: arns }),
}, PARAMETERS);
const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:iam::aws:policy/P${index}`);

testRule(limitsRoleManagedPolicies, {
  fails: [['11 policies', app(arns(11)), 'S1/Role: there are 11 managed policies attached to the role, and the limit is 10; put the targets into fewer stacks with `scope`, give each gateway its own role, put some targets on another gateway, or raise the quota of your account and acknowledge this finding']],
  passes: [['10 policies', app(arns(10))]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['policies that are a parameter', app(UNKNOWN), 'the managed policies of S1/Role']],
});
