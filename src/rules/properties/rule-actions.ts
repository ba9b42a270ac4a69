import { evaluateType } from './lib/combination';
import { isKnown, isList, isRecord, property, Resolved } from '../../model/value';
import { GATEWAY_RULE } from '../../service/resource-types';
import { quoted } from '../lib/wording';
import type { Rule } from '../rule';

const SPLITS = [['ConfigurationBundle', 'WeightedOverride', 'TrafficSplit'], ['RouteToTarget', 'WeightedRoute', 'TrafficSplit']];

export const propertiesRuleActions: Rule = {
  id: 'properties-rule-actions',
  group: 'properties',
  severity: 'error',
  sentence: 'A gateway rule has at most one action of each kind, and the weights of a traffic split sum to 100.',
  why: 'The service returns "At most one configurationBundle action is allowed per rule" or "Traffic split weights must sum to exactly 100".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayRule.html',
  evaluate: ({ model }) => evaluateType(model, GATEWAY_RULE, ({ path, properties }) => {
    const actions = property(properties, 'Actions');
    if (!isList(actions) || actions.some((action) => !isRecord(action))) return actions === undefined ? undefined : { unknown: `the actions of ${path} are unresolved until deployment` };
    const kinds = actions.flatMap((action) => Object.keys(action as object));
    const twice = kinds.filter((kind, index) => kinds.indexOf(kind) !== index);
    if (twice.length > 0) return { message: `the rule has several ${quoted(twice)} actions`, fix: 'keep one, and add another rule for the other' };
    for (const split of actions.flatMap((action) => SPLITS.map((at) => property(action, ...at)))) {
      const sum = sumOf(split);
      if (sum === 'unknown') return { unknown: `the weights of ${path} are unresolved until deployment` };
      if (sum !== undefined && sum !== 100) return { message: `the weights of the traffic split sum to ${sum}`, fix: 'make the weights sum to 100' };
    }
    return undefined;
  }),
};

function sumOf(split: Resolved | undefined): number | 'unknown' | undefined {
  if (split === undefined) return undefined;
  const weights = isList(split) ? split.map((entry) => property(entry, 'Weight') ?? 0) : [];
  if (!isList(split) || !weights.every(isKnown) || split.some((entry) => !isRecord(entry))) return 'unknown';
  return weights.reduce<number>((sum, weight) => sum + Number(weight), 0);
}
