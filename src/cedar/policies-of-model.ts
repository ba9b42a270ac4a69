import type { PolicyCheckContext } from './check-policies';
import type { PolicyGateway } from './checks/scene';
import { escapePattern } from './escape-pattern';
import type { PolicySource } from './finding';
import { readPolicyFile } from './policy-file';
import { GATEWAY_ARN_START } from './principals';
import type { ToolTarget } from './schema-from-tools';
import type { CedarPolicy, Gateway, GatewayModel, PolicyEngine, Target } from '../model/gateway-model';
import { POLICY_FILE_METADATA_KEY } from '../model/metadata-keys';
import { toolsThrough } from '../model/tools-through';
import { property } from '../model/value';
import type { Tool } from '../schema/tool';
import { splitToolName } from '../service/tool-name';
import type { AuthorizerType } from '../service/values';

/** The policies of a policy engine, and the input of the Cedar checks. */
export interface PoliciesOfEngine {
  readonly policies: readonly CedarPolicy[];
  /** The sources of `policies`, in the same order. The name of each is its address. */
  readonly sources: readonly PolicySource[];
  readonly context: PolicyCheckContext;
  /** Policies whose text is unresolved until deployment. */
  readonly unread: readonly CedarPolicy[];
}

/** Collects the policies of a policy engine, the gateways that it is attached to, and the tools of all their targets. */
export function policiesOfEngine(model: GatewayModel, engine: PolicyEngine): PoliciesOfEngine {
  const all = model.cedarPolicies.filter((policy) => policy.engine?.address === engine.address);
  const policies = all.filter((policy) => policy.statement !== undefined);
  const gateways = model.gateways.filter((gateway) => engine.gateways.includes(gateway.address));
  const modes = gateways.map((gateway) => gateway.policyEngine?.mode);
  return {
    policies,
    unread: all.filter((policy) => policy.statement === undefined),
    sources: policies.map((policy) => sourceOf(model, policy)),
    context: {
      gateways: gateways.map((gateway) => gatewayOf(model, gateway)),
      targets: gateways.flatMap((gateway) => toolTargets(model, gateway)),
      others: othersThan(model, gateways),
      mode: modes.some((mode) => mode?.text === 'ENFORCE') ? 'ENFORCE' : modes.length > 0 && modes.every((mode) => mode?.text === 'LOG_ONLY') ? 'LOG_ONLY' : undefined,
    },
  };
}

/**
 * Collects the policies that name a gateway whose policy engine is not in the app.
 *
 * The engine may have other policies and gateways, so checks across all policies are skipped, and so are policies that name no gateway of
 * the app.
 */
export function policiesOfEngineElsewhere(model: GatewayModel, gateway: Gateway): PoliciesOfEngine {
  const arn = gateway.policyEngine!.engine.text;
  const all = model.cedarPolicies.filter(({ engine }) => engine !== undefined && engine.address === undefined && arn.endsWith(`/${engine.text}`));
  const policies = all.filter(({ statement }) => statement !== undefined && withAttributes(model, statement.text).includes(`"${gateway.arn}"`));
  return {
    policies,
    unread: all.filter(({ statement }) => statement === undefined),
    sources: policies.map((policy) => sourceOf(model, policy)),
    context: { gateways: [gatewayOf(model, gateway)], targets: toolTargets(model, gateway), others: othersThan(model, [gateway]) },
  };
}

/** Policies whose policy engine is not in the app, and without a gateway of the app. Only their text can be checked. */
export function policiesWithoutEngine(model: GatewayModel, all: readonly CedarPolicy[]): PoliciesOfEngine {
  const policies = all.filter(({ statement }) => statement !== undefined);
  return {
    policies,
    unread: [],
    sources: policies.map((policy) => sourceOf(model, policy)),
    context: { gateways: [], targets: [] },
  };
}

function othersThan(model: GatewayModel, gateways: readonly Gateway[]): PolicyCheckContext['others'] {
  return {
    gateways: Object.fromEntries(model.gateways.filter((gateway) => !gateways.includes(gateway)).map(({ arn, path }) => [arn, path])),
    roles: model.roles.map(({ arn }) => arn),
  };
}

function sourceOf(model: GatewayModel, policy: CedarPolicy): PolicySource {
  const file = property(model.resources[policy.address].metadata, POLICY_FILE_METADATA_KEY);
  return {
    name: policy.address,
    text: withAttributes(model, policy.statement!.text),
    ...typeof file === 'string' ? { file, written: readPolicyFile(file) } : {},
    isAnalyzed: policy.validationMode === undefined || policy.validationMode.text === 'FAIL_ON_ANY_FINDINGS',
    ...policy.enforcementMode?.text === 'LOG_ONLY' ? { enforcementMode: 'LOG_ONLY' as const } : {},
  };
}

/** Replaces gateway ARNs that contain the gateway's id with the ARN attribute: the engine compares entity ids as strings. */
function withAttributes({ gateways }: GatewayModel, text: string): string {
  return gateways.reduce((written, { arn, identifier }) => {
    if (!written.includes(identifier)) return written;
    return written.replace(new RegExp(GATEWAY_ARN_START + escapePattern(identifier), 'g'), () => arn);
  }, text);
}

function gatewayOf(model: GatewayModel, { arn, authorizer: { type }, name, path, interceptors, targets: addresses }: Gateway): PolicyGateway {
  const targets = model.targets.filter(({ address }) => addresses.includes(address)).map((target) => target.name);
  return {
    arn,
    ...name?.known ? { name: name.text } : {},
    ...type?.known ? { authorizer: type.text as AuthorizerType } : {},
    ...targets.every((target) => target?.known) ? { targets: targets.map((target) => target!.text) } : {},
    ...mayChangeRequests(interceptors) ? { mayAddArguments: `an interceptor of ${path}` } : {},
  };
}

function mayChangeRequests({ items, known }: Gateway['interceptors']): boolean {
  return !known || items.some(({ points }) => !points.known || points.items.some(({ text }) => text === 'REQUEST'));
}

/** The targets of a gateway and the tools that callers can see. Names of tools from an inner gateway include its target names. */
function toolTargets(model: GatewayModel, gateway: Gateway): ToolTarget[] {
  const offered = toolsThrough(model, gateway.address);
  return model.targets
    // A target without a name has no actions. Other rules report the missing name.
    .filter((target) => gateway.targets.includes(target.address) && target.name?.known && target.name.text !== '')
    .map((target): ToolTarget => {
      const kind = kindOf(target);
      // The actions of these targets are methods and paths, which a template does not contain.
      if (kind !== 'tools') return { name: target.name!.text, tools: 'unknown', kind };
      const incomplete = !offered.complete || offered.unknown.some(({ hops }) => hops[0]?.target === target.address);
      const behind = offered.tools.filter(({ hops, name }) => hops[0]?.target === target.address && name.known)
        .map(({ name, tool, kind: of }) => ({ tool: { ...tool, name: splitToolName(name.text)!.tool } satisfies Tool, isOperation: of === 'openApi' || of === 'apiGateway' }));
      const operations = new Set(behind.filter(({ isOperation }) => isOperation).map(({ tool }) => tool.name));
      return { name: target.name!.text, tools: incomplete ? 'unknown' : behind.map(({ tool }) => tool), operations };
    });
}

function kindOf(target: Target): NonNullable<ToolTarget['kind']> {
  if (target.protocol === 'http') return 'agent';
  return target.protocol === 'inference' ? 'model' : 'tools';
}
