import { testRule } from './rows';
import { gateway, PARAMETERS, ref, resource, template, UNKNOWN } from '../../build-tools/rule-examples/templates';
import { propertiesRuleActions } from '../../src/rules/properties/rule-actions';

const rule = (Actions: unknown) => template({ Gateway: gateway(), Rule: resource('AWS::BedrockAgentCore::GatewayRule', { GatewayIdentifier: ref('Gateway'), Priority: 1, Actions }) }, PARAMETERS);
const split = (...weights: unknown[]) => [{ RouteToTarget: { WeightedRoute: { TrafficSplit: weights.map((Weight, index) => ({ Name: `n${index}`, TargetName: 'a', Weight })) } } }];
const BUNDLE = { ConfigurationBundle: { StaticOverride: { BundleArn: 'b', BundleVersion: '1' } } };

testRule(propertiesRuleActions, {
  fails: [
    ['weights that do not sum to 100', rule(split(50, 40)), 'S1/Rule: the weights of the traffic split sum to 90; make the weights sum to 100'],
    ['two bundles', rule([BUNDLE, BUNDLE]), 'the rule has several `ConfigurationBundle` actions'],
  ],
  passes: [
    ['weights that sum to 100', rule(split(70, 30))],
    ['a bundle and a route', rule([BUNDLE, ...split(100)])],
  ],
  doesNotApply: [
    ['a gateway without rules', template({ Gateway: gateway() })],
  ],
  isUnknown: [
    ['a weight that is a parameter', rule(split(UNKNOWN, 50)), 'the weights of S1/Rule'],
  ],
});
