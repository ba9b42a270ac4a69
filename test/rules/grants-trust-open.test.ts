import { agentcoreArn, role, trust, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, PARAMETERS, sub, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { trustOpen as rule } from '../../src/rules/grants/trust-open';

const with_ = (document: unknown) => template({ Role: role([], { AssumeRolePolicyDocument: document }), Gateway: gateway(usesRole) }, PARAMETERS);

describe('grants-trust-open', () => {
  test.each<[string, unknown]>([
    ['no condition', trust(null)],
    ['a condition about something else', trust({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
    ['the ARN of any gateway', trust({ ArnLike: { 'aws:SourceArn': 'arn:aws:bedrock-agentcore:*:*:gateway/*' } })],
    ['any ARN', trust({ ArnLike: { 'aws:SourceArn': ['*', agentcoreArn('gateway/tools-*')] } })],
    ['all accounts but one', trust({ StringNotEquals: { 'aws:SourceAccount': '111122223333' } })],
  ])('fails for %s', (_name, document) => {
    const verdict = evaluateRule(rule, with_(document));
    expect(linesOf(verdict)).toEqual([expect.stringContaining('S1/Role: role S1/Role of gateway S1/Gateway trusts `bedrock-agentcore.amazonaws.com` for gateways of any account')]);
  });

  test('suggests the condition to add', () => {
    expect(evaluateRule(rule, with_(trust(null)))).toMatchObject({
      is: 'fail',
      findings: [{ fix: expect.stringContaining('"aws:SourceArn": "arn:${AWS::Partition}:bedrock-agentcore:${AWS::Region}:${AWS::AccountId}:gateway/tools-??????????"') }],
    });
  });

  test('suggests no attribute of the gateway, which would be circular, when its name is unresolved', () => {
    const verdict = evaluateRule(rule, template({ Role: role([], { AssumeRolePolicyDocument: trust(null) }), Gateway: gateway({ ...usesRole, Name: UNKNOWN }) }, PARAMETERS));
    const [line] = linesOf(verdict);
    expect(line).toContain(':gateway/*"');
    expect(line).not.toContain('⟨');
  });

  test.each<[string, unknown]>([
    ['the account', trust()],
    ['the gateway', trust({ ArnLike: { 'aws:SourceArn': agentcoreArn('gateway/tools-*') } })],
    ['all gateways of the account', trust({ ArnEquals: { 'AWS:SourceArn': agentcoreArn('*') } })],
    ['the organization', trust({ StringEquals: { 'aws:SourceOrgID': 'o-1234567890' } })],
    ['a parameter as the account', trust({ StringEquals: { 'aws:SourceAccount': UNKNOWN } })],
  ])('passes for %s', (_name, document) => {
    expect(evaluateRule(rule, with_(document))).toEqual({ is: 'pass' });
  });

  test.each<[string, unknown]>([
    ['a role that trusts another principal', trust(null, { Service: 'lambda.amazonaws.com' })],
    ['a role that denies the service', { Statement: [{ Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { Service: 'bedrock-agentcore.amazonaws.com' } }] }],
  ])('does not apply to %s', (_name, document) => {
    expect(evaluateRule(rule, with_(document)).is).toBe('not-applicable');
  });

  test.each<[string, unknown]>([
    ['a trust policy that is a parameter', UNKNOWN],
    ['a condition that is a parameter', trust(UNKNOWN)],
    ['a service that depends on the region', trust(null, { Service: sub('bedrock-agentcore.${AWS::URLSuffix}') })],
  ])('is unknown for %s', (_name, document) => {
    expect(evaluateRule(rule, with_(document)).is).toBe('unknown');
  });
});
