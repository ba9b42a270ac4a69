import { changedKeys, TargetChange, TargetFate } from './target-change';
import type { Gateway, GatewayModel, Target } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { addressesIn, attributesIn, symbolTable } from '../../../model/symbols';
import { isList, property, textOf } from '../../../model/value';
import type { Deployed } from '../deployed';
import { listsAtCreation } from '../needs/contact-time';
import { functionUrlOf } from '../needs/functions';
import { innerGatewayOf, runtimeOf } from '../places';

/** The properties that can change the tools of a server on a runtime, of a server in a function, and of a gateway. */
const OF_RUNTIME = ['AgentRuntimeArtifact', 'EnvironmentVariables', 'ProtocolConfiguration'];
const OF_FUNCTION = ['Code', 'Handler', 'Environment', 'Layers', 'PackageType'];
const OF_GATEWAY = ['InterceptorConfigurations', 'PolicyEngineConfiguration', 'ProtocolConfiguration', 'ProtocolType'];
const OF_POLICY = ['Definition', 'EnforcementMode'];

/** What changes behind a target whose own properties do not change. */
export class ChangesBehind {
  private readonly known = new Map<Address, string | undefined>();

  public constructor(
    private readonly model: GatewayModel,
    private readonly before: GatewayModel,
    private readonly counterparts: Deployed,
    private readonly changeOf: (target: Target) => TargetChange,
  ) {}

  /** What changes behind the target; undefined if nothing does, or if the gateway does not cache the tools. */
  public of(target: Target): string | undefined {
    if (!listsAtCreation(target)) return undefined;
    // A circular dependency of gateways has its own rule.
    if (!this.known.has(target.address)) {
      this.known.set(target.address, undefined);
      this.known.set(target.address, this.find(target));
    }
    return this.known.get(target.address);
  }

  /** Whether a custom resource synchronizes the target in this deployment: its fingerprint changes. */
  public isSynchronized({ address }: Target): boolean {
    const now = fingerprints(this.model).get(address);
    const counterpart = this.counterparts.counterpart(address);
    const old = counterpart && fingerprints(this.before).get(counterpart.address);
    return now !== undefined && old !== undefined && now !== old;
  }

  private find(target: Target): string | undefined {
    const runtime = runtimeOf(this.model, target);
    if (runtime) return this.changed(runtime.address, OF_RUNTIME);
    const inner = innerGatewayOf(this.model, target);
    if (inner) return this.ofGateway(inner);
    const url = functionUrlOf({ model: this.model, target });
    const [fn] = addressesIn(symbolTable(this.model), property(url?.properties, 'TargetFunctionArn'));
    return fn === undefined ? undefined : this.changed(fn, OF_FUNCTION);
  }

  private ofGateway(inner: Gateway): string | undefined {
    const own = this.changed(inner.address, OF_GATEWAY);
    if (own !== undefined) return own;
    for (const target of this.model.targets.filter(({ address }) => inner.targets.includes(address))) {
      const { fate, changesTools } = this.changeOf(target);
      if (changesTools) return `target ${target.path} of inner gateway ${inner.path} is ${FATES_IN_WORDS[fate]}`;
    }
    const before = this.counterparts.counterpart(inner.address);
    const deleted = this.before.targets.find(({ gateway, address }) => gateway?.address === before?.address && before !== undefined && !this.counterparts.successor(address));
    if (deleted) return `target ${deleted.path} of inner gateway ${inner.path} is deleted`;
    return this.ofPolicies(inner);
  }

  private ofPolicies({ policyEngine }: Gateway): string | undefined {
    const engine = this.model.policyEngines.find(({ address }) => address === policyEngine?.engine.address);
    const changed = engine?.policies.map((policy) => this.changed(policy, OF_POLICY) ?? (this.counterparts.counterpart(policy) ? undefined : `policy ${this.model.resources[policy].path} is new`));
    return changed?.find((one) => one !== undefined);
  }

  private changed(address: Address, keys: readonly string[]): string | undefined {
    const resource = this.model.resources[address];
    const counterpart = this.counterparts.counterpart(address);
    if (!counterpart) return undefined;
    const [changed] = changedKeys(resource.properties, counterpart.properties).filter((key) => keys.includes(key));
    return changed === undefined ? undefined : `\`${changed}\` of ${resource.path} changes`;
  }
}

const FATES_IN_WORDS: Readonly<Record<TargetFate, string>> = {
  'created': 'created',
  'unchanged': 'unchanged',
  'updated': 'updated',
  'read-anew': 'read anew',
  'replaced': 'replaced',
  'refused': 'refused',
  'stale': 'stale',
  'deleted': 'deleted',
  'unknown': 'possibly replaced',
};

/** The fingerprints of synchronized targets, by the address of the target. */
function fingerprints(model: GatewayModel): Map<Address, string> {
  const targets = new Map(model.targets.map(({ gateway, name, address }) => [`${gateway?.address} ${name?.text}`, address]));
  const found = new Map<Address, string>();
  for (const { type, properties } of Object.values(model.resources)) {
    if (type !== 'Custom::AgentCoreSynchronization') continue;
    const [gateway] = attributesIn(symbolTable(model), property(properties, 'GatewayId'));
    const listed = property(properties, 'Targets');
    for (const one of isList(listed) ? listed : []) {
      const [name, fingerprint] = textOf(one)?.text.split(' ') ?? [];
      const target = targets.get(`${gateway?.address} ${name}`);
      if (target && fingerprint !== undefined) found.set(target, fingerprint);
    }
  }
  return found;
}
