import { GATEWAY_NEEDS, TARGET_NEEDS, UnknownNeed, whyMoreIsNeeded } from './conditions';
import { contactTime, credentialOf, NeedTime } from './contact-time';
import { Found, OF_GATEWAY, OF_TARGET } from './find-resources';
import type { NeededResource, Scene, TargetScene } from './needed-resource';
import type { Gateway, GatewayModel, Role, Target } from '../../../model/gateway-model';
import { GATEWAY_PERMISSIONS } from '../../../service/gateway-permissions';
import type { GatewayResource, Permission, PermissionResource, TargetResource } from '../../../service/permission';
import type { GatewayPermission, PermissionName, TargetPermission } from '../../../service/permissions';
import { TARGET_PERMISSIONS } from '../../../service/target-permissions';
import { quoted } from '../wording';

/** A permission that a gateway's role needs. */
export interface Need {
  readonly action: string;
  readonly on: NeededResource;
  readonly when: NeedTime;
  readonly to: string;
  readonly source: string;
  readonly permission: PermissionName;
  readonly evidence: NonNullable<Permission['evidence']>;
}

/** The needs of a gateway itself or of one of its targets. */
export interface Needs {
  readonly of: Gateway | Target;
  readonly gateway: Gateway;
  /** Undefined if the role is not in the templates. */
  readonly role?: Role;
  readonly needs: readonly Need[];
  /** Permissions that the constructs grant, but no rule requires. */
  readonly precautions: readonly Need[];
  /** Set if there may be more needs. */
  readonly unknown?: UnknownNeed;
}

type DerivedNeeds = Pick<Needs, 'needs' | 'precautions' | 'unknown'>;

const GATEWAY_PERMISSION_NAMES = Object.keys(GATEWAY_PERMISSIONS) as GatewayPermission[];
const TARGET_PERMISSION_NAMES = Object.keys(TARGET_PERMISSIONS) as TargetPermission[];

const known = new WeakMap<GatewayModel, readonly Needs[]>();

/** The needs of every gateway of the app and of its targets. */
export function needsOf(model: GatewayModel): readonly Needs[] {
  const before = known.get(model);
  if (before) return before;
  const targets = new Map(model.targets.map((target) => [target.address, target]));
  const needs = model.gateways.flatMap((gateway) => needsOfGateway(model, gateway, gateway.targets.flatMap((address) => targets.get(address) ?? [])));
  known.set(model, needs);
  return needs;
}

function needsOfGateway(model: GatewayModel, gateway: Gateway, targets: readonly Target[]): Needs[] {
  const scene: Scene = { model, gateway };
  const role = model.roles.find(({ address }) => address === gateway.role?.address);
  const common = { gateway, ...role ? { role } : {} };
  const names = GATEWAY_PERMISSION_NAMES.filter((name) => GATEWAY_NEEDS[name](scene));
  const ofGateway = derive<GatewayResource>(names.map((name) => [name, GATEWAY_PERMISSIONS[name]]), (resource) => OF_GATEWAY[resource](scene), 'creation');
  return [{ of: gateway, ...common, ...ofGateway }, ...targets.map((target) => ({ of: target, ...common, ...needsOfTarget(scene, target) }))];
}

function needsOfTarget(scene: Scene, target: Target): DerivedNeeds {
  const credential = credentialOf(target);
  const targetScene: TargetScene = { ...scene, target, ...credential ? { credential } : {} };
  const names = TARGET_PERMISSION_NAMES.filter((name) => TARGET_NEEDS[name](targetScene));
  const derived = derive<TargetResource>(names.map((name) => [name, TARGET_PERMISSIONS[name]]), (resource) => OF_TARGET[resource](targetScene), contactTime(target));
  const { unknown = whyMoreIsNeeded(targetScene) } = derived;
  return { ...derived, ...unknown ? { unknown } : {} };
}

/** Expands permissions to one need for each action and resource. */
function derive<On extends PermissionResource>(
  permissions: readonly (readonly [PermissionName, Permission<On>])[], find: (resource: On) => Found, firstContact: NeedTime,
): DerivedNeeds {
  const needs: Need[] = [];
  const precautions: Need[] = [];
  let unknown: UnknownNeed | undefined;
  for (const [permission, { actions, on, to, source, evidence = 'documented', when: time }] of permissions) {
    const when = time === 'firstContact' ? firstContact : time;
    for (const resource of on) {
      const found = find(resource);
      if (!found && evidence !== 'precaution') unknown ??= { because: `the resource on which it needs ${quoted(actions)} to ${to} is unresolved until deployment`, when };
      for (const one of found ? [found].flat() : []) {
        const all = actions.map((action): Need => ({ action, on: one, when, to, source, permission, evidence }));
        (evidence === 'precaution' ? precautions : needs).push(...all);
      }
    }
  }
  return { needs, precautions, ...unknown ? { unknown } : {} };
}
