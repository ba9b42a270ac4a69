import { allow, role, rolePolicy, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, PARAMETERS, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { wildcardAction as rule } from '../../src/rules/grants/wildcard-action';

const base = { Role: role(), Gateway: gateway(usesRole) };

describe('grants-wildcard-action', () => {
  test.each<[string, object, string]>([
    ['every action', allow('*', '*'), 'S1/Policy: policy S1/Policy allows the role of gateway S1/Gateway `*`'],
    ['every action of services', allow(['lambda:*', 's3:GetObject', 'bedrock-agentcore:*'], '*'), '`lambda:*` and `bedrock-agentcore:*`'],
    ['every action but some', { Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }, '`NotAction: iam:*`'],
  ])('fails for %s', (_name, statement, words) => {
    expect(linesOf(evaluateRule(rule, template({ ...base, Policy: rolePolicy([statement as never]) })))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, object]>([
    ['single actions', allow(['lambda:InvokeFunction', 's3:GetObject*'], '*')],
    ['a statement that denies', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('passes for %s', (_name, statement) => {
    expect(evaluateRule(rule, template({ ...base, Policy: rolePolicy([statement as never]) }))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['a role of another resource', { Role: role([allow('*', '*')]), Gateway: gateway() }],
    ['a role without policies', base],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test('is unknown when the policy is a parameter', () => {
    expect(evaluateRule(rule, template({ ...base, Policy: rolePolicy([], { PolicyDocument: UNKNOWN }) }, PARAMETERS))).toEqual({
      is: 'unknown', because: 'some statements of role S1/Role are unresolved until deployment',
    });
  });
});
