import { testRule } from './rows';
import { CONDITIONS, gateway, gatewayTarget, getAtt, iamRole, importValue, lambdaTarget, mcpTarget, ref, template, withTarget } from '../../build-tools/rule-examples/templates';
import { authGatewayCycle } from '../../src/rules/auth/gateway-cycle';

const of = (outer: string, inner: string, server = {}, more = {}) => ({
  ...gatewayTarget(inner, { GatewayIdentifier: ref(outer), Name: inner.toLowerCase() }, server), ...more,
});
const gateways = { A: gateway({ Name: 'a' }), B: gateway({ Name: 'b' }), C: gateway({ Name: 'c' }) };
const signed = { CredentialProviderConfigurations: iamRole('bedrock-agentcore') };
const exporting = (id: string) => ({ Outputs: { Url: { Value: getAtt(id, 'GatewayUrl'), Export: { Name: `${id}Url` } } } });

testRule(authGatewayCycle, {
  fails: [
    ['two gateways', template({ ...gateways, AtoB: of('A', 'B'), BtoA: of('B', 'A') }),
      'S1/AtoB: circular dependency between gateways that list each other\'s tools: S1/A → S1/B → S1/A; remove one of the targets S1/AtoB, S1/BtoA (with S1/BtoA, S1/A, S1/B)'],
    ['three gateways', template({ ...gateways, AtoB: of('A', 'B'), BtoC: of('B', 'C'), CtoA: of('C', 'A') }), 'S1/A → S1/B → S1/C → S1/A'],
    ['gateways in two stacks', [
      template({ A: gateways.A, AtoB: mcpTarget(importValue('BUrl'), { GatewayIdentifier: ref('A'), ...signed }) }, exporting('A')),
      template({ B: gateways.B, BtoA: mcpTarget(importValue('AUrl'), { GatewayIdentifier: ref('B'), ...signed }) }, exporting('B')),
    ], 'S1/A → S2/B → S1/A'],
  ],
  passes: [
    ['a chain', template({ ...gateways, AtoB: of('A', 'B'), BtoC: of('B', 'C'), AtoC: of('A', 'C') })],
    ['a way back whose tools are written down', template({ ...gateways, AtoB: of('A', 'B'), BtoA: of('B', 'A', { McpToolSchema: { InlinePayload: '[]' } }) })],
  ],
  doesNotApply: [['other targets', withTarget(lambdaTarget())], ['a target of its own gateway, which another rule reports', withTarget(gatewayTarget('Gateway'))]],
  isUnknown: [['a way back under a condition', template({ ...gateways, AtoB: of('A', 'B'), BtoA: of('B', 'A', {}, { Condition: 'Sometimes' }) }, CONDITIONS), 'completes a circular dependency of gateways']],
});
