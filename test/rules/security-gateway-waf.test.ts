import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityGatewayWaf } from '../../src/rules/security/gateway-waf';

const app = (arn?: unknown) => template({
  Gateway: gateway(), ...arn === undefined ? {} : { Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: arn, WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/x/1' }) },
}, PARAMETERS);

const acl = (properties: object) => template({
  Gateway: gateway(),
  Acl: resource('AWS::WAFv2::WebACL', { Scope: 'REGIONAL', ...properties }),
  Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt('Gateway', 'GatewayArn'), WebACLArn: getAtt('Acl', 'Arn') }),
});

testRule(securityGatewayWaf, {
  fails: [
    ['a web ACL that allows everything', acl({ DefaultAction: { Allow: {} } }), 'the web ACL of the gateway allows every request: its default action is `Allow`, and it has no rules; add rules'],
    ['no web ACL', app(), 'S1/Gateway: no web ACL is associated with the gateway; add an `AWS::WAFv2::WebACLAssociation` with the ARN of the gateway as `ResourceArn`'],
  ],
  passes: [
    ['a web ACL that allows by default and has rules', acl({ DefaultAction: { Allow: {} }, Rules: [{ Name: 'limit' }] })],
    ['a web ACL that blocks by default', acl({ DefaultAction: { Block: {} } })],
    ['a web ACL outside the app', app(getAtt('Gateway', 'GatewayArn'))],
  ],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a web ACL of something not known', app(UNKNOWN), 'whether a web ACL is associated with S1/Gateway']],
});
