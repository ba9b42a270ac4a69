import { Stack } from 'aws-cdk-lib';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Gateway } from '../../src';
import { newApp, newStack, only, resourceOf, resources } from '../builders';

const VISIBILITY = { cloudWatchMetricsEnabled: true, metricName: 'tools', sampledRequestsEnabled: true };
const aclOf = (stack: Stack, scope = 'REGIONAL') => new wafv2.CfnWebACL(stack, 'Acl', { scope, defaultAction: { block: {} }, visibilityConfig: VISIBILITY });

test('a web ACL is associated with the gateway', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Tools', { webAcl: aclOf(stack) });
  expect(only(stack, 'AWS::WAFv2::WebACLAssociation').Properties).toEqual({
    ResourceArn: stack.resolve(gateway.gatewayArn), WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
  });
});

test('the gateway does not wait for its web ACL', () => {
  const stack = newStack();
  expect(resourceOf(new Gateway(stack, 'Tools', { webAcl: aclOf(stack) })).DependsOn).toBeUndefined();
});

test('without a web ACL there is no association', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools');
  expect(resources(stack, 'AWS::WAFv2::WebACLAssociation')).toEqual([]);
});

test('a web ACL for CloudFront is an error at the call', () => {
  const stack = newStack();
  expect(() => new Gateway(stack, 'Tools', { webAcl: aclOf(stack, 'CLOUDFRONT') })).toThrow('gateway Stack/Tools cannot have web ACL Stack/Acl, whose scope is CLOUDFRONT');
});

test('a web ACL of another region is an error at the call', () => {
  const app = newApp();
  const webAcl = aclOf(new Stack(app, 'Acls', { env: { account: '123456789012', region: 'us-east-1' } }));
  const stack = new Stack(app, 'Tools', { env: { account: '123456789012', region: 'eu-west-1' } });
  expect(() => new Gateway(stack, 'Tools', { webAcl })).toThrow('which is in region us-east-1');
});

test('an ARN as web ACL is an error that says what to pass', () => {
  const webAcl = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/tools/1' as unknown as wafv2.IWebACLRef;
  expect(() => new Gateway(newStack(), 'Tools', { webAcl })).toThrow('pass the construct of the web ACL');
});
