import type { Names } from './names';
import type { Fact } from './picture';
import { shorten } from './text-width';
import { HopPolicies } from '../../../src/cedar/hop-policies';
import { counted } from '../../../src/findings/format';
import type { Gateway, GatewayModel, RoutingRule, Target } from '../../../src/model/gateway-model';
import { Hop, toolsThrough } from '../../../src/model/tools-through';
import { TRACES } from '../../../src/service/observability';
import { joinToolName } from '../../../src/service/tool-name';
import { targetKindText } from '../target-kind';

/** The lines above the targets in the box of a gateway. */
export function gatewayFeatures({ policyEngines }: GatewayModel, gateway: Gateway, names: Names): string[] {
  const { policyEngine, mcp, webAcls, logSources, kmsKey, interceptors, protocol, routingRules, rateLimits } = gateway;
  const engine = policyEngines.find(({ address }) => address === policyEngine?.engine.address);
  const policies = engine ? `, ${counted(engine.policies.length, 'policy', 'policies')}` : '';
  const guards = [
    ...webAcls.length > 0 ? ['AWS WAF'] : [],
    ...kmsKey ? ['KMS key'] : [],
    ...logSources.some(({ type }) => type?.text !== TRACES) ? ['logs'] : [],
    ...logSources.some(({ type }) => type?.text === TRACES) ? ['traces'] : [],
    ...mcp?.search === 'on' ? ['semantic search'] : [],
    ...protocol === 'none' ? ['MCP, HTTP and inference'] : [],
  ];
  return [
    ...policyEngine ? [`Policy engine ${shorten(names.shortNameOf(policyEngine.engine), 20)}: ${modeOf(policyEngine.mode)}${policies}`] : [],
    ...interceptors.items.length > 0 || !interceptors.known ? [interceptorLine(gateway, names)] : [],
    ...guards.length > 0 ? [guards.join(' · ')] : [],
    ...routingRules.length + rateLimits.length > 0 ? [[...countedOf(routingRules, 'rule'), ...countedOf(rateLimits, 'rate limit')].join(' · ')] : [],
  ];
}

function countedOf(list: readonly unknown[], what: string): string[] {
  return list.length > 0 ? [counted(list.length, what)] : [];
}

/** The rules and rate limits of a gateway, in the order of their priorities. */
export function trafficFacts({ routingRules, rateLimits }: Gateway): Fact[] {
  const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const priorityOf = ({ priority }: RoutingRule) => Number(priority?.text ?? Infinity);
  return [
    ...[...routingRules].sort((a, b) => priorityOf(a) - priorityOf(b)).map((rule) => ({ name: `rule ${lastPart(rule.path)}`, value: ruleText(rule) })),
    ...rateLimits.map(({ keys, path, rates }) => ({
      name: `rate limit ${lastPart(path)}`,
      value: `${rates.map(({ of, limit, period }) => `${limit.text} ${of} a ${period.text}`).join(', ')} for each ${keys.items.map(({ text }) => text).join(', ')}`,
    })),
  ];
}

/** `10: small → in-house (shop-small), else open-ai (gpt-5-mini)` */
function ruleText({ conditions, priority, routes }: RoutingRule): string {
  const texts = (fallbacks: boolean) => routes.filter(({ isFallback }) => isFallback === fallbacks).map(({ target, model, weight }) => {
    return `${weight ? `${weight.text} % ` : ''}${target.text}${model ? ` (${model.text})` : ''}`;
  });
  const when = conditions.length > 0 ? conditions.map(({ text }) => text).join(', ') : 'every request';
  const to = routes.length > 0 ? ` → ${[texts(false).join(', '), ...texts(true)].join(', else ')}` : '';
  return `${priority ? `${priority.text}: ` : ''}${when}${to}`;
}

function modeOf(mode: { readonly text: string } | undefined): string {
  return mode?.text === 'ENFORCE' ? 'enforced' : mode?.text === 'LOG_ONLY' ? 'logs only' : 'mode unknown';
}

function interceptorLine({ interceptors }: Gateway, names: Names): string {
  const list = interceptors.items.map(({ points, lambda }) => {
    return `${points.items.map(({ text }) => text.toLowerCase()).join('+')} ${lambda ? shorten(names.shortNameOf(lambda), 16) : ''}`.trim();
  });
  return `Interceptor ${interceptors.known ? list.join(', ') : 'unknown'}`;
}

/** `Lambda · 3 tools` */
export function targetNote(model: GatewayModel, target: Target): string {
  const tools = toolCount(model, target);
  return tools === undefined ? kindOf(target) : `${kindOf(target)} · ${tools}`;
}

function kindOf({ kind, pointsTo }: Target): string {
  return targetKindText(kind === 'mcpServer' && pointsTo.kind === 'gateway' ? 'mcpServerOnGateway' : kind);
}

function toolCount(model: GatewayModel, target: Target): string | undefined {
  const { tools } = target;
  switch (tools.is) {
    case 'none': return undefined;
    case 'unknown': return 'tools unknown';
    case 'known': return countedTools(tools.tools.length, tools.complete);
    case 'through': {
      const { tools: offered, unknown } = toolsThrough(model, tools.gateway);
      // The search tool of a gateway is not counted.
      const count = offered.filter(({ kind, name, hops }) => kind !== 'search' && !policiesOf(model).deniedBy([hopOf(target), ...hops], joinToolName(target.name?.text ?? '', name.text))).length;
      return countedTools(count, unknown.length === 0);
    }
  }
}

function countedTools(count: number, isComplete: boolean): string {
  if (isComplete) return counted(count, 'tool');
  return count === 0 ? 'tools unknown' : `${count}+ tools`;
}

/** `20 targets: 12 Lambda, 8 OpenAPI`, for a gateway without rows. */
export function foldedTargets(targets: readonly Target[]): string[] {
  if (targets.length === 0) return [];
  const byKind = new Map<string, number>();
  for (const target of targets) byKind.set(kindOf(target), (byKind.get(kindOf(target)) ?? 0) + 1);
  const kinds = [...byKind].sort(([, a], [, b]) => b - a);
  const shown = kinds.slice(0, 3).map(([kind, count]) => `${count} ${kind}`);
  return [`${counted(targets.length, 'target')}: ${[...shown, ...kinds.length > 3 ? ['…'] : []].join(', ')}`];
}

function hopOf(target: Target): Hop {
  return { gateway: target.gateway?.address ?? '', target: target.address, targetName: target.name ?? { text: '', known: false } };
}

const hopPolicies = new WeakMap<GatewayModel, HopPolicies>();

/** Only what the policies of inner gateways let through is counted. */
function policiesOf(model: GatewayModel): HopPolicies {
  const policies = hopPolicies.get(model) ?? new HopPolicies(model);
  hopPolicies.set(model, policies);
  return policies;
}

export function targetFacts(target: Target, auth: readonly string[]): Fact[] {
  const { requestHeaders, responseHeaders, queryParameters } = target.metadata;
  const list = (name: string, items: readonly { readonly text: string }[] | undefined) => {
    return items && items.length > 0 ? [{ name, value: items.map(({ text }) => text).join(', ') }] : [];
  };
  return [
    { name: 'kind', value: kindOf(target) },
    { name: 'outbound auth', value: auth.join(', ') },
    ...list('signing service', target.credentials.items.flatMap(({ service }) => service ?? [])),
    ...target.description ? [{ name: 'description', value: target.description.text }] : [],
    ...target.listingMode ? [{ name: 'listing', value: target.listingMode.text }] : [],
    ...target.privateEndpoint === undefined ? [] : [{ name: 'network', value: 'private endpoint' }],
    ...list('passes headers', requestHeaders?.items),
    ...list('returns headers', responseHeaders?.items),
    ...list('passes query parameters', queryParameters?.items),
    ...target.tools.is === 'known' ? list('tools', target.tools.tools.map(({ name }) => ({ text: name }))) : [],
    ...target.tools.is === 'unknown' ? [{ name: 'tools', value: target.tools.reason }] : [],
  ];
}
