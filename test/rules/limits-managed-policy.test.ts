import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsManagedPolicy } from '../../src/rules/limits/managed-policy';

const app = (document: unknown, type = 'AWS::IAM::ManagedPolicy') => template({
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }),
  Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
  Policy: resource(type, { Roles: [ref('Role')], PolicyDocument: document }),
}, PARAMETERS);
const document = (characters: number) => ({ Statement: [{ Sid: 'A'.repeat(characters) }] });

testRule(limitsManagedPolicy, {
  fails: [['more than 6,144 characters', app(document(6200)), 'S1/Policy: there are 6,226 characters in the managed policy, and the limit is 6,144; split it into several managed policies']],
  passes: [['less', app(document(6000))]],
  doesNotApply: [['an inline policy', app(document(6200), 'AWS::IAM::Policy')]],
  isUnknown: [['a policy that is a parameter', app(UNKNOWN), 'the length of S1/Policy']],
});
