import { PERMIT, policyApp, statement, UNKNOWN_TOOLS } from './policy-app';
import { evaluateRule, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { template, gateway, resource } from '../../build-tools/rule-examples/templates';
import { policyActions } from '../../src/rules/policies/actions';
import { policyPermit } from '../../src/rules/policies/no-permit';

describe('policies-actions', () => {
  test.each([
    ['a misspelt tool', 'weather___get_wether', 'did you mean AgentCore::Action::"weather___get_weather"'],
    ['a misspelt target', 'wether___get_weather', 'did you mean AgentCore::Action::"weather___get_weather"'],
    ['two underscores', 'weather__get_weather', 'three underscores'],
  ])('fails for %s', (_name, action, words) => {
    const lines = linesOf(evaluateRule(policyActions, policyApp([PERMIT.replace('weather___get_weather', action)])));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(words);
  });

  test('passes for a tool of the gateway', () => {
    expect(evaluateRule(policyActions, policyApp([PERMIT])).is).toBe('pass');
  });

  test('does not apply to an app without policies', () => {
    expect(evaluateRule(policyActions, template({ Gateway: gateway() })).is).toBe('not-applicable');
  });

  describe('of a policy engine that is not in the app', () => {
    const ENGINE = 'support-a1b2c3d4e5';
    const elsewhere = (text: string) => policyApp([], {
      gateway: { PolicyEngineConfiguration: { Arn: `arn:aws:bedrock-agentcore:eu-west-1:111122223333:policy-engine/${ENGINE}`, Mode: 'ENFORCE' } },
      more: { Policy: resource('AWS::BedrockAgentCore::Policy', { PolicyEngineId: ENGINE, Name: 'policy', Definition: { Cedar: { Statement: statement(text) } } }) },
    });
    const MISSPELT = PERMIT.replace('weather___get_weather', 'weather___get_wether');

    test('checks the policies for a gateway of the app', () => {
      expect(evaluateRule(policyActions, elsewhere(PERMIT)).is).toBe('pass');
      expect(linesOf(evaluateRule(policyActions, elsewhere(MISSPELT)))).toEqual([expect.stringContaining('did you mean')]);
    });

    test('does not report policies for other gateways', () => {
      const other = MISSPELT.replace('GATEWAY', 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/other-0123456789');
      expect(evaluateRule(policyActions, elsewhere(other)).is).not.toBe('fail');
    });

    test('does not report a missing permit, because other policies may permit', () => {
      expect(evaluateRule(policyPermit, elsewhere(PERMIT.replace('permit', 'forbid'))).is).not.toBe('fail');
    });
  });

  test.each([
    ['an agent', 'POST:/invocations', { Http: { AgentcoreRuntime: { Arn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/bot-0123456789' } } }],
    ['a model', 'POST:/v1/chat/completions', { Inference: { Connector: { Source: { ConnectorId: 'bedrock' } } } }],
  ])('is unknown for %s, whose actions are methods and paths', (_, path, targetConfiguration) => {
    const policy = PERMIT.replace('weather___get_weather', `weather___${path}`);
    expect(evaluateRule(policyActions, policyApp([policy], { targetConfiguration, gateway: { ProtocolType: undefined } })).is).toBe('unknown');
  });

  test('is unknown when the server has not said what its tools are', () => {
    expect(evaluateRule(policyActions, policyApp([PERMIT], { targetConfiguration: UNKNOWN_TOOLS })).is).toBe('unknown');
  });
});
