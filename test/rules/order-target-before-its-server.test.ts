import { after } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, getAtt, gatewayTarget, invocationUrl, mcpRuntimeTarget, mcpTarget, oauth, PARAMETERS, resource, runtime, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { targetBeforeItsServer as rule } from '../../src/rules/order/target-before-its-server';

const base = { Gateway: gateway(), Docs: runtime() };
const probe = (properties: object = { Url: invocationUrl('Docs') }) => resource('Custom::Readiness', { ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:probe', ...properties });

describe('order-target-before-its-server', () => {
  test.each<[string, object]>([
    ['nothing waits', { ...base, Target: mcpRuntimeTarget('Docs') }],
    ['a custom resource waits that the target does not depend on', { ...base, Probe: probe(), Target: mcpRuntimeTarget('Docs') }],
    ['the custom resource before the target does not know the runtime', { ...base, Probe: probe({}), Target: after(mcpRuntimeTarget('Docs'), 'Probe') }],
    ['the target waits for a handle', { ...base, Handle: resource('AWS::CloudFormation::WaitConditionHandle', {}, { DependsOn: 'Docs' }), Target: after(mcpRuntimeTarget('Docs'), 'Handle') }],
    ['the target has OAuth credentials', { ...base, Target: mcpRuntimeTarget('Docs', { CredentialProviderConfigurations: oauth() }) }],
  ])('fails when %s', (_name, resources) => {
    expect(linesOf(evaluateRule(rule, template(resources as never)))).toEqual([
      expect.stringContaining('S1/Target: target S1/Target is created as soon as runtime S1/Docs exists, but no resource between them waits for the server to start'),
    ]);
  });

  test('says what to do about a server that takes tokens: no readiness check can wait for it', () => {
    const [finding] = linesOf(evaluateRule(rule, template({ ...base, Target: mcpRuntimeTarget('Docs', { CredentialProviderConfigurations: oauth() }) } as never)));
    expect(finding).toContain('add a static tool schema (`McpToolSchema`) to the target or set its listing mode to `DYNAMIC`');
    expect(finding).not.toContain('addMcpServer');
  });

  test.each<[string, object]>([
    ['a custom resource waits for the server', { ...base, Probe: probe(), Target: after(mcpRuntimeTarget('Docs'), 'Probe') }],
    ['a custom resource comes after the runtime', { ...base, Probe: after(probe({}), 'Docs'), Target: after(mcpRuntimeTarget('Docs'), 'Probe') }],
    ['something outside signals a wait condition', {
      ...base, Signal: resource('AWS::CloudFormation::WaitCondition', { Handle: 'https://example.com' }, { DependsOn: 'Docs' }), Target: after(mcpRuntimeTarget('Docs'), 'Signal'),
    }],
  ])('passes when %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never))).toEqual({ is: 'pass' });
  });

  test.each<[string, object]>([
    ['a server that is not in the app', { ...base, Target: mcpTarget('https://docs.example.com/mcp') }],
    ['a gateway', { ...base, Inner: gateway({ Name: 'inner' }), Target: gatewayTarget('Inner') }],
    ['a server with a static tool schema', { ...base, Target: mcpTarget(invocationUrl('Docs'), {}, { McpToolSchema: { InlinePayload: '{"tools":[]}' } }) }],
    ['a server that is asked at calls', { ...base, Target: mcpTarget(invocationUrl('Docs'), {}, { ListingMode: 'DYNAMIC' }) }],
    ['an agent', { Gateway: gateway(), Docs: runtime(), Env: resource('AWS::SSM::Parameter', { Type: 'String', Value: getAtt('Docs', 'AgentRuntimeArn') }) }],
  ])('does not apply to %s', (_name, resources) => {
    expect(evaluateRule(rule, template(resources as never)).is).toBe('not-applicable');
  });

  test('is unknown when the listing mode is a parameter', () => {
    const resources = { ...base, Target: mcpTarget(invocationUrl('Docs'), {}, { ListingMode: UNKNOWN }) };
    expect(evaluateRule(rule, template(resources, PARAMETERS))).toEqual({ is: 'unknown', because: 'the listing mode of target S1/Target is unresolved until deployment' });
  });
});
