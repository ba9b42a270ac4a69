import type { CatalogueItem } from '../catalogue';
import type { RequestContext } from '../context';
import { contextFor } from './onward';
import type { ListedTool, PolicyGate } from '../../policy/gate';

/** The tools that the policies let the caller see. */
export async function shownTools(context: RequestContext): Promise<readonly CatalogueItem[]> {
  const { gateway: { catalogue, gate }, principal } = context;
  const items = await catalogue.items('tools', contextFor(context));
  if (!gate) return items;
  const shown = gate.shown(listedTools(items), principal);
  return items.filter(({ name }) => shown.has(name));
}

const LISTED = new WeakMap<readonly CatalogueItem[], readonly ListedTool[]>();

/** The same array for the same items: the gate keeps what it made of them. */
export function listedTools(items: readonly CatalogueItem[]): Parameters<PolicyGate['decide']>[0] {
  const known = LISTED.get(items);
  if (known) return known;
  const tools = items.map(({ owner, ownName, value }) => ({ target: owner.snapshot.name, ownName, value }));
  LISTED.set(items, tools);
  return tools;
}
