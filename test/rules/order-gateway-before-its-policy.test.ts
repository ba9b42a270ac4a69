import { after, allow, lambdaFunction, role, rolePolicy, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, getAtt, ref, resource, template } from '../../build-tools/rule-examples/templates';
import { gatewayBeforeItsPolicy as rule } from '../../src/rules/order/gateway-before-its-policy';

const ACTIONS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'];
const rolesKey = rolePolicy([allow(ACTIONS, getAtt('Key', 'Arn'))]);
const encrypted = { Key: resource('AWS::KMS::Key'), Role: role(), Gateway: gateway({ ...usesRole, KmsKeyArn: getAtt('Key', 'Arn') }) };
const interceptor = { InterceptionPoints: ['REQUEST'], Interceptor: { Lambda: { Arn: getAtt('Fn', 'Arn') } } };
const guarded = { Fn: lambdaFunction(), Role: role(), Gateway: gateway({ ...usesRole, InterceptorConfigurations: [interceptor] }) };

describe('order-gateway-before-its-policy', () => {
  test.each<[string, object, string]>([
    ['a key', { ...encrypted, Policy: rolesKey },
      'gateway S1/Gateway may be created before policy S1/Policy, the only one that allows role S1/Role `kms:Decrypt`, `kms:GenerateDataKey`, `kms:DescribeKey` and `kms:CreateGrant` on S1/Key'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, object]>([
    ['the gateway depends on the policy', { ...encrypted, Policy: rolesKey, Gateway: after(encrypted.Gateway, 'Policy') }],
    ['the statements are in the role itself', { ...encrypted, Role: role([allow(ACTIONS, getAtt('Key', 'Arn'))]) }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['without key', { Role: role(), Gateway: gateway(usesRole) }],
    ['with an interceptor, which the service creates without verifying the permission', { ...guarded, Policy: rolePolicy([allow('lambda:InvokeFunction', getAtt('Fn', 'Arn'))]) }],
  ])('does not apply to a gateway %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test('names the dependency to remove when the policy depends on the gateway', () => {
    const [line] = linesOf(evaluateRule(rule, template({ ...encrypted, Policy: rolePolicy([allow(ACTIONS, [getAtt('Key', 'Arn'), getAtt('Gateway', 'GatewayArn')])]) })));
    expect(line).toContain('remove the dependency of policy S1/Policy on gateway S1/Gateway, and make gateway S1/Gateway depend on policy S1/Policy');
  });

  test.each<[string, object, string]>([
    ['the key has a policy of its own that may name the role', {
      ...encrypted,
      Key: resource('AWS::KMS::Key', { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }] } }),
      Policy: rolesKey,
    }, 'the key policy of S1/Key may allow it too'],
    ['the key is not in the app', { ...encrypted, Gateway: gateway({ ...usesRole, KmsKeyArn: ref('Arn') }), Policy: rolePolicy([allow('kms:*', '*')]) }, 'the policy of key `⟨S1.Arn⟩` may allow it too'],
  ])('is unknown when %s', (_name, resources, because) => {
    expect(evaluateRule(rule, template(resources as never, { Parameters: { Arn: { Type: 'String' } } }))).toEqual({ is: 'unknown', because: expect.stringContaining(because) });
  });
});
