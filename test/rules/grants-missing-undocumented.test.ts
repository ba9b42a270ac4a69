import { allow, engineStatements, role, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, getAtt, resource, template } from '../../build-tools/rule-examples/templates';
import { missingUndocumented as rule } from '../../src/rules/grants/missing-undocumented';

const base = { Engine: engine(), Role: role(engineStatements()), Gateway: gateway({ ...usesRole, ...withEngine() }) };
const CHECK = 'bedrock-agentcore:CheckAuthorizePermissions';

describe('grants-missing-undocumented', () => {
  test.each<[string, object, string]>([
    ['the check of the engine', base, 'role S1/Role of gateway S1/Gateway is not allowed `bedrock-agentcore:CheckAuthorizePermissions` on S1/Engine, and it needs that to attach the policy engine'],
    ['the key of the engine', {
      ...base, Key: resource('AWS::KMS::Key'), Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }), Role: role(engineStatements(CHECK)),
    }, '`kms:Decrypt` on S1/Key'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, object]>([
    ['the check is allowed on the engine', { ...base, Role: role(engineStatements(CHECK)) }],
    ['every authorization is allowed', { ...base, Role: role([allow('bedrock-agentcore:*Authorize*', '*')]) }],
    ['the key is allowed', {
      ...base, Key: resource('AWS::KMS::Key'), Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }), Role: role([...engineStatements(CHECK), allow('kms:Decrypt', getAtt('Key', 'Arn'))]),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test('does not apply to a gateway without a policy engine', () => {
    expect(evaluateRule(rule, template({ Role: role(), Gateway: gateway(usesRole) })).is).toBe('not-applicable');
  });

  test('is unknown when the role is not in the templates', () => {
    expect(evaluateRule(rule, template({ Engine: engine(), Gateway: gateway(withEngine()) }))).toEqual({ is: 'unknown', because: 'the role of gateway S1/Gateway is not in the templates' });
  });
});
