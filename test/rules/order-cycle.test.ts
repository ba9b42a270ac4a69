import { after, allow, role, rolePolicy, runtimeArns, UNKNOWN_CONDITION, usesRole } from './roles';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { gateway, getAtt, ref, resource, runtime, template } from '../../build-tools/rule-examples/templates';
import { cycle as rule } from '../../src/rules/order/cycle';

const handle = (more: object = {}) => resource('AWS::CloudFormation::WaitConditionHandle', {}, more as never);
const agentWithGatewayUrl = runtime({ EnvironmentVariables: { GATEWAY_URL: getAtt('Gateway', 'GatewayUrl') } });
const viaDefaultPolicy = {
  Docs: agentWithGatewayUrl, Role: role(), Policy: rolePolicy([allow('bedrock-agentcore:InvokeAgentRuntime', runtimeArns('Docs'))]), Gateway: after(gateway(usesRole), 'Policy'),
};

describe('order-cycle', () => {
  test('fails for an agent with the URL of its gateway, and reports the steps and a fix', () => {
    expect(evaluateRule(rule, template(viaDefaultPolicy))).toMatchObject({
      is: 'fail',
      findings: [{
        at: { path: 'S1/Docs' },
        with: [{ path: 'S1/Gateway' }, { path: 'S1/Policy' }],
        message: 'circular dependency: S1/Docs refers to S1/Gateway (Properties.EnvironmentVariables.GATEWAY_URL); '
          + 'S1/Gateway depends on S1/Policy (DependsOn); S1/Policy refers to S1/Docs (Properties.PolicyDocument.Statement[0].Resource[0])',
        fix: 'split policy S1/Policy: one policy for the creation of the gateway, and one for each target that only that target depends on',
      }],
    });
  });

  test('fails for a resource that depends on itself', () => {
    expect(linesOf(evaluateRule(rule, template({ A: handle({ DependsOn: 'A' }) })))).toEqual([expect.stringContaining('S1/A depends on S1/A (DependsOn)')]);
  });

  test('fails once for each cycle', () => {
    const resources = { A: handle({ DependsOn: 'B' }), B: handle({ DependsOn: 'A' }), C: handle({ DependsOn: 'D' }), D: handle({ DependsOn: 'C' }) };
    expect(linesOf(evaluateRule(rule, template(resources)))).toHaveLength(2);
  });

  test('fails for stacks that import from each other', () => {
    const exporting = (id: string, other: string) => template(
      { [id]: resource('AWS::SSM::Parameter', { Type: 'String', Value: { 'Fn::ImportValue': other } }), Own: handle() },
      { Outputs: { Out: { Value: ref('Own'), Export: { Name: id } } } },
    );
    const verdict = evaluateRule(rule, [{ template: exporting('a', 'b') }, { template: exporting('b', 'a') }]);
    expect(linesOf(verdict)).toEqual([
      expect.stringContaining('stack S1 is deployed after stack S2 (S1/a Properties.Value); stack S2 is deployed after stack S1 (S2/b Properties.Value)'),
    ]);
  });

  test('passes for resources in an order', () => {
    expect(evaluateRule(rule, template({ A: handle({ DependsOn: 'B' }), B: handle() }))).toEqual({ is: 'pass' });
  });

  test('does not apply to an empty template', () => {
    expect(evaluateRule(rule, template({})).is).toBe('not-applicable');
  });

  test('is unknown when a branch of a condition closes the cycle', () => {
    const Docs = runtime({ EnvironmentVariables: { GATEWAY_URL: { 'Fn::If': ['IsProd', getAtt('Gateway', 'GatewayUrl'), ''] } } });
    expect(evaluateRule(rule, template({ ...viaDefaultPolicy, Docs }, UNKNOWN_CONDITION))).toEqual({
      is: 'unknown', because: expect.stringContaining('are in a circular dependency under conditions that are unresolved until deployment'),
    });
  });

  test('is unknown when two conditions may exclude each other', () => {
    const conditions = { ...UNKNOWN_CONDITION.Conditions, IsTest: { 'Fn::Equals': [ref('Stage'), 'test'] } };
    const resources = { A: handle({ DependsOn: 'B', Condition: 'IsProd' }), B: handle({ DependsOn: 'A', Condition: 'IsTest' }) };
    expect(evaluateRule(rule, template(resources, { ...UNKNOWN_CONDITION, Conditions: conditions })).is).toBe('unknown');
  });

  test('fails under one condition: whatever it is, all of the cycle comes or none', () => {
    const resources = { A: handle({ DependsOn: 'B', Condition: 'IsProd' }), B: handle({ DependsOn: 'A', Condition: 'IsProd' }) };
    expect(evaluateRule(rule, template(resources, UNKNOWN_CONDITION)).is).toBe('fail');
  });
});
