import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { securityGatewayWaf } from '../../src/rules/security/gateway-waf';

const app = (arn?: unknown) => template({
  Gateway: gateway(), ...arn === undefined ? {} : { Association: resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: arn, WebACLArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/x/1' }) },
}, PARAMETERS);

testRule(securityGatewayWaf, {
  fails: [['no web ACL', app(), 'S1/Gateway: no web ACL is associated with the gateway; add an `AWS::WAFv2::WebACLAssociation` with the ARN of the gateway as `ResourceArn`']],
  passes: [['a web ACL', app(getAtt('Gateway', 'GatewayArn'))]],
  doesNotApply: [['an app without gateways', {}]],
  isUnknown: [['a web ACL of something not known', app(UNKNOWN), 'whether a web ACL is associated with S1/Gateway']],
});
