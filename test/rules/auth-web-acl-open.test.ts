import { testRule } from './rows';
import { gateway, getAtt, resource, template } from '../../build-tools/rule-examples/templates';
import { authWebAclOpen } from '../../src/rules/auth/web-acl-open';

const acl = (properties: object) => template({
  Gateway: gateway(),
  WebAcl: resource('AWS::WAFv2::WebACL', { Scope: 'REGIONAL', ...properties }),
  Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt('Gateway', 'GatewayArn'), WebACLArn: getAtt('WebAcl', 'Arn') }),
});

testRule(authWebAclOpen, {
  fails: [
    ['the default action Allow without rules', acl({ DefaultAction: { Allow: {} } }), 'S1/Gateway: web ACL S1/WebAcl allows every request: its default action is `Allow`, and it has no rules'],
    ['the default action Allow with an empty list of rules', acl({ DefaultAction: { Allow: {} }, Rules: [] }), 'S1/Gateway'],
  ],
  passes: [
    ['the default action Block', acl({ DefaultAction: { Block: {} } })],
    ['the default action Allow with a rule', acl({ DefaultAction: { Allow: {} }, Rules: [{ Name: 'rate', Priority: 1 }] })],
  ],
  doesNotApply: [
    ['a gateway without web ACL', template({ Gateway: gateway() })],
    ['a web ACL of another app', template({ Gateway: gateway(), Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt('Gateway', 'GatewayArn'), WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/tools/1' }) })],
  ],
  isUnknown: [],
});
