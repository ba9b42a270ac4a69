import { allow, apiKeyProvider, role, rolePolicy, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, getAtt, join, PARAMETERS, ref, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { wildcardSecret as rule } from '../../src/rules/grants/wildcard-secret';

const ACTION = 'secretsmanager:GetSecretValue';
const base = { Role: role(), Gateway: gateway(usesRole), Key: apiKeyProvider() };
const secrets = (name: string) => sub(`arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${name}`);

describe('grants-wildcard-secret', () => {
  test.each<[string, object]>([
    ['the secrets of all providers', allow(ACTION, secrets('bedrock-agentcore-identity!*'))],
    ['all secrets', allow(ACTION, '*')],
    ['all secrets, beside every action of another service', allow(['bedrock-agentcore:*', ACTION], '*')],
    ['all secrets of a literal account and region', allow(ACTION, 'arn:aws:secretsmanager:us-east-1:111122223333:secret:*')],
    ['all reads of secrets', allow('secretsmanager:Get*', secrets('*'))],
    ['the secrets of all regions', allow(ACTION, 'arn:*:secretsmanager:*:*:secret:bedrock-agentcore-*')],
  ])('fails for %s', (_name, statement) => {
    expect(linesOf(evaluateRule(rule, template({ ...base, Policy: rolePolicy([statement as never]) })))).toEqual([
      expect.stringContaining('S1/Policy: policy S1/Policy allows the role of gateway S1/Gateway `secretsmanager:GetSecretValue` on '),
    ]);
  });

  test('names only the wide resources of a long statement', () => {
    const statement = allow([ACTION, 'lambda:InvokeFunction'], ['arn:aws:lambda:*:*:function:*', secrets('*'), getAtt('Key', 'ApiKeySecretArn.SecretArn')]);
    expect(linesOf(evaluateRule(rule, template({ ...base, Policy: rolePolicy([statement]) })))).toEqual([
      expect.stringContaining('on `arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:*`, which are the secrets of'),
    ]);
  });

  test.each<[string, object]>([
    ['the secret of a provider', allow(ACTION, getAtt('Key', 'ApiKeySecretArn.SecretArn'))],
    ['a secret of another kind', allow(ACTION, secrets('database-*'))],
    ['the secret of one provider by its name', allow(ACTION, secrets('bedrock-agentcore-identity!default/apikey/pets-*'))],
    ['another permission', allow('lambda:InvokeFunction', '*')],
  ])('passes for %s', (_name, statement) => {
    expect(evaluateRule(rule, template({ ...base, Policy: rolePolicy([statement as never]) }))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['every action of the service, which another rule reports', { ...base, Policy: rolePolicy([allow('secretsmanager:*', '*')]) }],
    ['a condition, which may narrow it', { ...base, Policy: rolePolicy([allow(ACTION, '*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })]) }],
    ['a role of another resource', { Role: role([allow(ACTION, '*')]), Gateway: gateway() }],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test.each<[string, unknown]>([
    ['a parameter', UNKNOWN],
    ['the end of an ARN in a parameter', join('arn:', ref('AWS::Partition'), ':secretsmanager:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':secret:', UNKNOWN)],
  ])('is unknown for %s', (_name, arn) => {
    expect(evaluateRule(rule, template({ ...base, Policy: rolePolicy([allow(ACTION, arn)]) }, PARAMETERS))).toEqual({
      is: 'unknown', because: 'the secrets that policy S1/Policy allows are unresolved until deployment',
    });
  });
});
