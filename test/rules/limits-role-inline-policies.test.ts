import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { limitsRoleInlinePolicies } from '../../src/rules/limits/role-inline-policies';

const document = (characters: number, arn: unknown = 'arn:aws:lambda:eu-west-1:111122223333:function:f') => ({
  Version: '2012-10-17', Statement: [{ Sid: 'A'.repeat(characters), Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn }],
});
const inline = (characters: number) => resource('AWS::IAM::Policy', { PolicyName: `p${characters}`, Roles: [ref('Role')], PolicyDocument: document(characters) });
const app = (policies: object, role: object = {}) => template({
  Gateway: gateway({ RoleArn: getAtt('Role', 'Arn') }), Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {}, ...role }), ...policies,
}, PARAMETERS);

testRule(limitsRoleInlinePolicies, {
  fails: [
    ['policies at the role', app({ One: inline(5000), Two: inline(5001) }),
      'S1/Role: there are 10,323 characters in the role\'s inline policies, and the limit is 10,240; move some statements to a managed policy (`AWS::IAM::ManagedPolicy`)'],
    ['a policy in the role', app({ One: inline(5000) }, { Policies: [{ PolicyName: 'own', PolicyDocument: document(5001) }] }), '10,323 characters'],
    ['the role of something else', app({ Other: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: {} }), One: resource('AWS::IAM::Policy', { Roles: [ref('Other')], PolicyDocument: document(10_241) }) }),
      'S1/Other: there are'],
  ],
  passes: [
    ['less', app({ One: inline(5000), Two: inline(4800) })],
    ['a managed policy', app({ One: inline(5000), Two: resource('AWS::IAM::ManagedPolicy', { Roles: [ref('Role')], PolicyDocument: document(5500) }) })],
    ['references', app({ One: resource('AWS::IAM::Policy', { Roles: [ref('Role')], PolicyDocument: document(3, getAtt('Gateway', 'GatewayArn')) }) })],
  ],
  doesNotApply: [['an app without gateways', template({ Role: resource('AWS::IAM::Role'), One: inline(11_000) })]],
  isUnknown: [['a policy that is a parameter', app({ One: resource('AWS::IAM::Policy', { Roles: [ref('Role')], PolicyDocument: UNKNOWN }) }), 'the length of the policies of S1/Role']],
});
