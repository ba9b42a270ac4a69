import type { GatewayModel, Located } from '../../model/gateway-model';
import type { Address } from '../../model/source';

/** Only the location of an item. */
export function placeOf({ address, path, source }: Located): Located {
  return { address, path, ...source ? { source } : {} };
}

/** The location of a resource; the path of a stack is its ID. */
export function placeAt(model: GatewayModel, address: Address): Located {
  return Object.hasOwn(model.resources, address) ? placeOf(model.resources[address]) : { address, path: address };
}

/** "`a`, `b` and `c`" */
export function listed(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** Unique names in code style. */
export function quoted(items: readonly string[]): string {
  return listed([...new Set(items)].map((item) => `\`${item}\``));
}
