import { ChangesBehind } from './changes-behind';
import { changedKeys, TargetChange, TargetFate } from './target-change';
import type { GatewayModel, Resource, Target } from '../../../model/gateway-model';
import { Deployed } from '../deployed';

/** What a deployment does to each target of an app, and to each target that is not in the app any more. */
export function targetChanges(model: GatewayModel, deployed: GatewayModel): TargetChange[] {
  const changes = new TargetChanges(model, deployed);
  return [...model.targets.map((target) => changes.of(target)), ...changes.deleted()];
}

/** The properties of a target that CloudFormation cannot update. */
const CREATE_ONLY = ['GatewayIdentifier'];
/** The properties of a target that can change its tools. */
const OF_TOOLS = ['CredentialProviderConfigurations', 'Name', 'TargetConfiguration'];

class TargetChanges {
  private readonly counterparts: Deployed;
  private readonly behind: ChangesBehind;
  /** Deployed targets that a target of the app moves. */
  private readonly moved = new Set<string>();

  public constructor(private readonly model: GatewayModel, private readonly before: GatewayModel) {
    this.counterparts = new Deployed(model, before);
    this.behind = new ChangesBehind(model, before, this.counterparts, (target) => this.of(target));
  }

  public of(target: Target): TargetChange {
    const counterpart = this.counterparts.counterpart(target.address);
    return counterpart?.type === this.model.resources[target.address].type ? this.updated(target, counterpart) : this.added(target);
  }

  public deleted(): TargetChange[] {
    const gone = this.before.targets.filter(({ address }) => !this.counterparts.successor(address) && !this.moved.has(address));
    return gone.map((target) => change(target, 'deleted', 'it is not in the app any more'));
  }

  private updated(target: Target, counterpart: Resource): TargetChange {
    const changed = changedKeys(this.model.resources[target.address].properties, counterpart.properties);
    const fixed = changed.filter((key) => CREATE_ONLY.includes(key));
    if (fixed.length > 0) return change(target, 'replaced', `${inCode(fixed)} cannot be updated`);
    if (changed.length > 0) return { ...change(target, 'updated', `${inCode(changed)} changes`), changesTools: changed.some((key) => OF_TOOLS.includes(key)) };
    const behind = this.behind.of(target);
    if (this.behind.isSynchronized(target)) return change(target, 'read-anew', behind ?? 'its fingerprint changes');
    return behind === undefined ? change(target, 'unchanged', 'nothing changes') : change(target, 'stale', behind);
  }

  private added(target: Target): TargetChange {
    const old = this.before.targets.find((one) => this.hasSameName(target, one));
    if (!old) return change(target, 'created', 'it is not deployed yet');
    const { stack } = this.model.resources[target.address];
    const { stack: oldStack, logicalId } = this.before.resources[old.address];
    if (this.counterparts.successor(old.address)) {
      return change(target, 'unknown', `it depends on the order of updates whether ${old.path} releases the name before`);
    }
    this.moved.add(old.address);
    if (this.counterparts.stack(stack)?.id === oldStack) {
      return change(target, 'refused', `the name is taken by \`${logicalId}\`, which CloudFormation deletes later`);
    }
    const other = this.counterparts.stackAfter(oldStack) ?? oldStack;
    switch (this.counterparts.isUpdatedBefore(stack, oldStack)) {
      case 'yes': return change(target, 'refused', `the name is taken by ${old.path} in stack ${other}, which is updated after stack ${stack}`);
      case 'no': return change(target, 'replaced', `stack ${other} deletes ${old.path}, then stack ${stack} creates it`);
      case 'unknown': return change(target, 'unknown', `the name is taken by ${old.path} in stack ${other}, unless that stack is updated before stack ${stack}`);
    }
  }

  private hasSameName(target: Target, old: Target): boolean {
    if (!target.name?.known || target.name.text !== old.name?.text || !target.gateway || !old.gateway) return false;
    if (target.gateway.address === undefined || old.gateway.address === undefined) return target.gateway.text === old.gateway.text;
    return this.counterparts.counterpart(target.gateway.address)?.address === old.gateway.address;
  }
}

function change(at: Target, fate: TargetFate, because: string): TargetChange {
  return { at, fate, because, changesTools: fate !== 'unchanged' };
}

function inCode(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
