import { property, textOf } from '../../model/value';
import { GATEWAY_RULE } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { alwaysTogether, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const propertiesRulePriority: Rule = {
  id: 'properties-rule-priority',
  group: 'properties',
  severity: 'error',
  sentence: 'The rules of a gateway have different priorities.',
  why: 'The service returns "Priority conflicts with an existing rule".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayRule.html',
  evaluate: ({ model }) => {
    const rules = ofType(model, GATEWAY_RULE).map((resource) => ({
      resource, gateway: textOf(property(resource.properties, 'GatewayIdentifier')), priority: textOf(property(resource.properties, 'Priority')),
    }));
    return evaluateEach(rules, (evaluation, { resource, gateway, priority }) => {
      if (!gateway || !priority) return;
      if (!priority.known) return evaluation.unknown(`the priority of ${resource.path} is unresolved until deployment`);
      const before = rules.slice(0, rules.findIndex((one) => one.resource === resource))
        .find((one) => one.gateway?.text === gateway.text && one.priority?.text === priority.text);
      if (!before) return evaluation.pass();
      if (!alwaysTogether(model, before.resource.address, resource.address)) return evaluation.unknown(`it is unknown until deployment whether ${before.resource.path} and ${resource.path}, which have the same priority, are both created`);
      evaluation.fail({
        at: placeOf(resource), with: [placeOf(before.resource)], message: `priority ${priority.text} is already used by ${before.resource.path}, a rule of the same gateway`, fix: 'use another priority',
      });
    });
  },
};
