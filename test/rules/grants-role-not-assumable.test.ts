import { agentcoreArn, role, SAME_ACCOUNT, trust, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, PARAMETERS, ref, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { roleNotAssumable as rule } from '../../src/rules/grants/role-not-assumable';

const with_ = (document: unknown, properties: object = {}) => {
  return template({ Role: role([], { AssumeRolePolicyDocument: document }), Gateway: gateway({ ...usesRole, ...properties }) }, PARAMETERS);
};
const SERVICE = 'bedrock-agentcore.amazonaws.com';

describe('grants-role-not-assumable', () => {
  test.each<[string, unknown, object, string]>([
    ['another service', trust(undefined, { Service: 'lambda.amazonaws.com' }), {}, 'S1/Role: role S1/Role of gateway S1/Gateway trusts `lambda.amazonaws.com`, but must trust `bedrock-agentcore.amazonaws.com`'],
    ['an account', trust(undefined, { AWS: '111122223333' }), {}, 'trusts `111122223333`'],
    ['the service of Bedrock itself', trust(undefined, { Service: ['bedrock.amazonaws.com', 'lambda.amazonaws.com'] }), {}, 'trusts `bedrock.amazonaws.com` and `lambda.amazonaws.com`'],
    ['another action', { Statement: [{ Effect: 'Allow', Action: 'sts:TagSession', Principal: { Service: SERVICE } }] }, {}, 'must trust'],
    ['another account', trust({ StringEquals: { 'aws:SourceAccount': '444455556666' } }), {}, 'under the condition'],
    ['the gateway in capital letters', trust({ ArnLike: { 'aws:SourceArn': agentcoreArn('gateway/Tools-*') } }), { Name: 'Tools' },
      'which gateway S1/Gateway does not match: its ARN is `arn:${AWS::Partition}:bedrock-agentcore:${AWS::Region}:${AWS::AccountId}:gateway/tools-??????????`'],
    ['another gateway', trust({ ArnLike: { 'aws:SourceArn': agentcoreArn('gateway/other-*') } }), {}, 'which gateway S1/Gateway does not match'],
    ['a wildcard in a condition that has none', trust({ StringEquals: { 'aws:SourceArn': agentcoreArn('gateway/*') } }), {}, 'which gateway S1/Gateway does not match'],
    ['agents only', trust({ ArnLike: { 'aws:SourceArn': agentcoreArn('runtime/*') } }), {}, 'which gateway S1/Gateway does not match'],
  ])('fails for trust in %s', (_name, document, properties, words) => {
    const stack = { template: with_(document, properties), account: '111122223333' };
    const verdict = evaluateRule(rule, stack);
    expect(linesOf(verdict).map((line) => line.replaceAll('111122223333:gateway', '${AWS::AccountId}:gateway'))).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, unknown]>([
    ['the service, in this account', trust()],
    ['the service, for this gateway', trust({ ...SAME_ACCOUNT, ArnLike: { 'aws:SourceArn': agentcoreArn('gateway/tools-??????????') } })],
    ['the service, for all AgentCore resources', trust({ ArnLike: { 'aws:SourceArn': agentcoreArn('*') } })],
    ['the service, for any account', trust(null)],
    ['several services', trust(SAME_ACCOUNT, { Service: ['lambda.amazonaws.com', SERVICE] })],
    ['one of several statements', { Statement: [...(trust(undefined, { AWS: '111122223333' }) as { Statement: object[] }).Statement, ...(trust() as { Statement: object[] }).Statement] }],
    ['a condition with IfExists', trust({ StringEqualsIfExists: { 'AWS:SourceAccount': ref('AWS::AccountId') } })],
  ])('passes for trust in %s', (_name, document) => {
    expect(evaluateRule(rule, with_(document))).toEqual({ is: 'pass' });
  });

  test('does not apply to roles that are not in the templates', () => {
    expect(evaluateRule(rule, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });

  test.each<[string, unknown]>([
    ['a parameter', UNKNOWN],
    ['a condition that is a parameter', trust(UNKNOWN)],
    ['a tag', trust({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
    ['whom a parameter names', trust(undefined, { Service: UNKNOWN })],
    ['a domain that depends on the region', trust(undefined, { Service: sub('bedrock-agentcore.${AWS::URLSuffix}') })],
    ['all principals', trust(undefined, '*')],
    ['another account, when its own is not known', trust({ StringEquals: { 'aws:SourceAccount': '444455556666' } })],
  ])('is unknown for trust in %s', (_name, document) => {
    expect(evaluateRule(rule, with_(document))).toEqual({ is: 'unknown', because: 'it is unknown until deployment whether role S1/Role trusts the service for gateway S1/Gateway' });
  });
});
