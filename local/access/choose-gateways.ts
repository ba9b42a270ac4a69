import type { Gateway, GatewayModel } from '../../src/model/gateway-model';
import type { Address } from '../../src/model/source';
import { UserError } from '../user-error';

/** The gateway with a key, a construct path or the end of one; by default all gateways, the outermost first. */
export function chooseGateways(
  { gateways, targets }: Pick<GatewayModel, 'gateways' | 'targets'>, keys: ReadonlyMap<Address, string>, wanted: string | undefined,
): readonly Gateway[] {
  if (wanted === undefined) {
    const inner = new Set(targets.map(({ pointsTo }) => pointsTo.address));
    return [...gateways].sort((a, b) => Number(inner.has(a.address)) - Number(inner.has(b.address)));
  }
  const found = [
    gateways.filter(({ address }) => keys.get(address) === wanted),
    gateways.filter(({ path }) => path === wanted),
    gateways.filter(({ path }) => path.endsWith(`/${wanted}`)),
  ].find((list) => list.length > 0);
  if (found?.length === 1) return found;
  const all = gateways.map(({ address, path }) => keys.has(address) ? `${path} (key ${keys.get(address)})` : path);
  if (!found) throw new UserError(`there is no gateway \`${wanted}\`; the gateways are ${all.join(', ') || 'none'}`);
  throw new UserError(`\`${wanted}\` matches several gateways: ${found.map(({ path }) => path).join(', ')}; use the construct path`);
}
