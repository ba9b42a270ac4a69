import { testRule } from './rows';
import { CONDITIONS, gateway, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRulePriority } from '../../src/rules/properties/rule-priority';

const rule = (Priority: unknown, properties: object = {}) => resource('AWS::BedrockAgentCore::GatewayRule', { GatewayIdentifier: ref('Gateway'), Priority, Actions: [{ RouteToTarget: { StaticRoute: { TargetName: 'a' } } }], ...properties });
const two = (one: object, other: object) => template({ Gateway: gateway(), Other: gateway({ Name: 'other' }), First: one, Second: other } as never, CONDITIONS);

testRule(propertiesRulePriority, {
  fails: [
    ['two rules of one gateway with one priority', two(rule(10), rule(10)), 'S1/Second: priority 10 is already used by S1/First, a rule of the same gateway; use another priority'],
  ],
  passes: [
    ['different priorities', two(rule(10), rule(20))],
    ['rules of different gateways', two(rule(10), rule(10, { GatewayIdentifier: ref('Other') }))],
  ],
  doesNotApply: [
    ['a gateway without rules', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a priority that is a parameter', two(rule(10), rule(UNKNOWN)), 'the priority of S1/Second'],
    ['a rule under a condition', two(rule(10), { ...rule(10), Condition: 'Sometimes' }), 'are both created'],
  ],
});
