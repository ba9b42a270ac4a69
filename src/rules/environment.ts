import { stackOf } from './lib/places';
import type { GatewayModel } from '../model/gateway-model';
import type { Address } from '../model/source';

/** The result of the comparison of two environments. */
type Environments =
  | { readonly are: 'same' }
  | { readonly are: 'unknown' }
  | { readonly are: 'different'; readonly by: 'account' | 'region'; readonly one: string; readonly other: string };

/** Compares the accounts and regions of two resources. */
export function compareEnvironments(model: GatewayModel, one: Address, other: Address): Environments {
  const [a, b] = [stackOf(model, one), stackOf(model, other)];
  for (const by of ['region', 'account'] as const) {
    const [mine, theirs] = [a?.[by], b?.[by]];
    if (mine !== undefined && theirs !== undefined && mine !== theirs) return { are: 'different', by, one: mine, other: theirs };
  }
  const bothKnown = a?.region !== undefined && b?.region !== undefined && a.account !== undefined && b.account !== undefined;
  return { are: a === b || bothKnown ? 'same' : 'unknown' };
}
