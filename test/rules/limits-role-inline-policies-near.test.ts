import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsRoleInlinePoliciesNear } from '../../src/rules/limits/role-inline-policies';

const app = (document: unknown) => template({
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }),
  Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }),
  Policy: resource('AWS::IAM::Policy', { PolicyName: 'p', Roles: [ref('Role')], PolicyDocument: document }),
}, PARAMETERS);
const document = (characters: number, references = 0) => ({ Statement: [{ Sid: 'A'.repeat(characters), Resource: Array.from({ length: references }, () => getAtt('Gateway', 'GatewayArn')) }] });

testRule(limitsRoleInlinePoliciesNear, {
  fails: [
    ['8,500 characters', app(document(8500)), 'S1/Role: there are 8,540 characters in the role\'s inline policies, and the limit is 10,240'],
    ['references, which get longer', app(document(0, 100)), 'there are about 9,339 characters'],
  ],
  passes: [['8,000 characters', app(document(8000))]],
  doesNotApply: [['more than allowed, which another rule reports', app(document(10_300))]],
  isUnknown: [['a policy that is a parameter', app(UNKNOWN), 'the length of the policies of S1/Role']],
});
