import { allow, engineStatements, role, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { withEngine, engine, gateway, getAtt, resource, template } from '../../build-tools/rule-examples/templates';
import { missingUndocumented as rule } from '../../src/rules/grants/missing-undocumented';

const base = { Engine: engine(), Role: role(engineStatements()), Gateway: gateway({ ...usesRole, ...withEngine() }) };
const CHECK = 'bedrock-agentcore:CheckAuthorizePermissions';

describe('grants-missing-undocumented', () => {
  test.each<[string, object, string]>([
    ['the key of the engine', {
      ...base, Key: resource('AWS::KMS::Key'), Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }), Role: role(engineStatements(CHECK)),
    }, '`kms:Decrypt` on S1/Key'],
  ])('fails for %s', (_name, resources, words) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, object]>([
    ['the key is allowed', {
      ...base, Key: resource('AWS::KMS::Key'), Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }), Role: role([...engineStatements(CHECK), allow('kms:Decrypt', getAtt('Key', 'Arn'))]),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['without a policy engine', { Role: role(), Gateway: gateway(usesRole) }],
    ['whose role lacks CheckAuthorizePermissions, which deployments succeed without', base],
  ])('does not apply to a gateway %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test('is unknown when the role is not in the templates', () => {
    expect(evaluateRule(rule, template({ Key: resource('AWS::KMS::Key'), Engine: engine({ EncryptionKeyArn: getAtt('Key', 'Arn') }), Gateway: gateway(withEngine()) }))).toEqual({ is: 'unknown', because: 'the role of gateway S1/Gateway is not in the templates' });
  });
});
