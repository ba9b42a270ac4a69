import type { NamedResource } from './make-depend';
import type { Located, PolicyCarrier, Role } from '../../../model/gateway-model';
import type { Need, Needs } from '../../lib/needs/needs';
import { accessOf, isAllowed, whyUnknown } from '../../lib/role-access';
import { listed, quoted } from '../../lib/wording';
import type { RuleContext } from '../../rule';

/** Policies that may be created too late, and the needs that they cover. */
interface LatePolicies {
  readonly role: Role;
  readonly carriers: readonly PolicyCarrier[];
  readonly needs: readonly Need[];
}

interface PolicyOrder {
  readonly late: readonly LatePolicies[];
  /** Why more policies may be created too late. */
  readonly unknown?: string;
}

/**
 * Finds permissions that `later` needs when it is created, but that no policy created before it grants.
 *
 * Other rules report permissions that no policy grants.
 */
export function policyOrder({ model, graph }: RuleContext, { role, gateway }: Needs, needs: readonly Need[], later: Located): PolicyOrder {
  if (needs.length === 0) return { late: [] };
  if (!role) return { late: [], unknown: `the role of gateway ${gateway.path} is not in the templates` };
  const isBefore = ({ carrier }: { carrier: PolicyCarrier }) => graph.dependsOn(later.address, carrier.address);
  const late = new Map<string, LatePolicies & { needs: Need[] }>();
  let unknown: string | undefined;
  for (const need of needs) {
    const access = accessOf(model, role, need.action, need.on, later.address);
    const { sure, possible, unseen } = access;
    if (sure.some(isBefore)) continue;
    if (sure.length === 0 || possible.some(isBefore) || unseen !== undefined || need.on.elsewhere !== undefined) {
      if (isAllowed(access, role) !== 'no') unknown ??= need.on.elsewhere ? `${need.on.elsewhere} may allow it too` : whyUnknown({ ...access, sure: [] }, role, need.action);
      continue;
    }
    const carriers = [...new Map(sure.map(({ carrier }) => [carrier.address, carrier])).values()];
    const key = carriers.map(({ address }) => address).join('\n');
    const group = late.get(key) ?? { role, carriers, needs: [] };
    group.needs.push(need);
    late.set(key, group);
  }
  return { late: [...late.values()], ...unknown === undefined ? {} : { unknown } };
}

/** "policy A, the only one that allows role B `x:y` on C" */
export function policiesAndWhatTheyAllow({ role, carriers, needs }: LatePolicies): string {
  const only = carriers.length > 1 ? 'the only ones that allow' : 'the only one that allows';
  const resources = [...new Set(needs.map(({ on }) => on.name))];
  return `${carrierNames(carriers)}, ${only} role ${role.path} ${quoted(needs.map(({ action }) => action))} on ${listed(resources)}`;
}

/** The policies of a finding, for fixes. */
export function namedCarriers(carriers: readonly PolicyCarrier[]): NamedResource[] {
  return carriers.map((carrier) => ({ address: carrier.address, name: carrierNames([carrier]) }));
}

function carrierNames(carriers: readonly PolicyCarrier[], last = 'and'): string {
  return listed(carriers.map(({ kind, path }) => `${kind === 'inline' ? 'role' : 'policy'} ${path}`), last);
}
