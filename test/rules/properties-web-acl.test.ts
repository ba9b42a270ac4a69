import { testRule } from './rows';
import { gateway, getAtt, PARAMETERS, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesWebAcl } from '../../src/rules/properties/web-acl';

const ARN = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/tools/1';
const association = (WebACLArn: unknown, more: Record<string, unknown> = {}) => resource('AWS::WAFv2::WebACLAssociation', { ResourceArn: getAtt('Gateway', 'GatewayArn'), WebACLArn }, more);
const acl = (Scope: unknown) => template({ Gateway: gateway(), WebAcl: resource('AWS::WAFv2::WebACL', { Scope, DefaultAction: { Block: {} } }), Association: association(getAtt('WebAcl', 'Arn')) }, PARAMETERS);
const CONDITIONS = { Conditions: { Shared: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } };

testRule(propertiesWebAcl, {
  fails: [
    ['a web ACL for CloudFront', acl('CLOUDFRONT'), 'S1/Association: the scope of the web ACL is `CLOUDFRONT`'],
    ['a web ACL for CloudFront by its ARN', template({ Gateway: gateway(), Association: association('arn:aws:wafv2:us-east-1:111122223333:global/webacl/tools/1') }), 'S1/Association'],
    ['two web ACLs', template({ Gateway: gateway(), Association: association(ARN), Other: association(ARN) }), 'S1/Other: gateway S1/Gateway already has a web ACL, by S1/Association'],
  ],
  passes: [
    ['a regional web ACL', acl('REGIONAL')],
    ['a regional web ACL by its ARN', template({ Gateway: gateway(), Association: association(ARN) })],
  ],
  doesNotApply: [
    ['a gateway without web ACL', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a scope that is a parameter', acl(UNKNOWN), 'the scope of the web ACL of S1/Gateway'],
    ['a second web ACL under a condition', template({ Gateway: gateway(), Association: association(ARN), Other: association(ARN, { Condition: 'Shared' }) }, CONDITIONS), 'are both created'],
  ],
});
