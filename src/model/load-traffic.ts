import type { RateLimit, RoutingRule } from './gateway-model';
import { grouped, LoadContext, located, present } from './load-context';
import { isList, isRecord, listOf, property, Resolved, Text, textOf } from './value';
import { GATEWAY, GATEWAY_RATE_LIMIT, GATEWAY_RULE } from '../service/resource-types';

/** The rules that route requests, by gateway. */
export function loadRoutingRules(context: LoadContext): Map<string, RoutingRule[]> {
  return grouped(context.ofType(GATEWAY_RULE).map((resource) => {
    const { properties } = resource;
    return [context.link(property(properties, 'GatewayIdentifier'), GATEWAY)?.address, present<RoutingRule>({
      ...located(resource),
      priority: textOf(property(properties, 'Priority')),
      conditions: listOf(property(properties, 'Conditions'), textsWithin).items.flat(),
      routes: listOf(property(properties, 'Actions'), (action) => routesOf(property(action, 'RouteToTarget'))).items.flat(),
    })];
  }));
}

/** The rate limits, by gateway. */
export function loadRateLimits(context: LoadContext): Map<string, RateLimit[]> {
  return grouped(context.ofType(GATEWAY_RATE_LIMIT).map((resource) => {
    const { properties } = resource;
    return [context.link(property(properties, 'GatewayIdentifier'), GATEWAY)?.address, present<RateLimit>({
      ...located(resource),
      keys: listOf(property(properties, 'DimensionKeys'), textOf),
      rates: listOf(property(properties, 'Entries'), (entry) => RATES.flatMap((of) => listOf(property(entry, of), (rate) => {
        const limit = textOf(property(rate, 'Rate'));
        const period = textOf(property(rate, 'Period'));
        return limit && period && { of: of.toLowerCase(), limit, period };
      }).items)).items.flat(),
    })];
  }));
}

const RATES = ['Requests', 'Tokens', 'Connections'];

/** The names of operators are not what a condition compares with. */
const NOT_VALUES = ['Operator'];

/** What a condition of any kind compares with: paths, ARNs or models. */
function textsWithin(condition: Resolved): Text[] {
  if (isList(condition)) return condition.flatMap(textsWithin);
  if (isRecord(condition)) return Object.entries(condition).filter(([name]) => !NOT_VALUES.includes(name)).flatMap(([, value]) => textsWithin(value));
  return [textOf(condition)!];
}

function routesOf(route: Resolved | undefined): RoutingRule['routes'] {
  const parts = [property(route, 'StaticRoute'), ...listOf(property(route, 'WeightedRoute', 'TrafficSplit'), (part) => part).items].filter(isRecord);
  // Each part of a split has the same fallbacks.
  const fallbacks = listOf(property(parts[0], 'Fallback', 'TargetFallback'), (fallback) => fallback).items;
  const routeTo = (to: Resolved, isFallback: boolean) => {
    const target = textOf(property(to, 'TargetName'));
    return target ? [present<RoutingRule['routes'][number]>({ target, model: textOf(property(to, 'Model')), weight: textOf(property(to, 'Weight')), isFallback })] : [];
  };
  return [...parts.flatMap((part) => routeTo(part, false)), ...fallbacks.flatMap((fallback) => routeTo(fallback, true))];
}
