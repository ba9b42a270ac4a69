import { lengthOf, TextLength } from './measure';
import type { GatewayModel, PolicyCarrier, Role } from '../../../model/gateway-model';
import { isList, property, Resolved } from '../../../model/value';

/** The roles of gateways and runtimes, and the other roles that the same app creates, such as those of callers and of the readiness check. */
export function rolesOfApp(model: GatewayModel): Role[] {
  const roles = new Set([...model.gateways, ...model.runtimes].map(({ role }) => role?.address));
  return roles.size === 0 ? [] : model.roles.filter(({ address, imported }) => !imported || roles.has(address));
}

/** The characters that IAM counts for the policies of a carrier: all but white space. */
export function policyLength(model: GatewayModel, { kind, address }: PolicyCarrier): TextLength {
  const { properties } = model.resources[address];
  const policies = property(properties, 'Policies');
  const documents: readonly (Resolved | undefined)[] = kind === 'inline'
    ? isList(policies) ? policies.map((policy) => property(policy, 'PolicyDocument')) : []
    : [property(properties, 'PolicyDocument')];
  return sum(documents.map((document) => lengthOf(model, JSON.stringify(document ?? ''))));
}

export function sum(lengths: readonly TextLength[]): TextLength {
  const total = (key: keyof TextLength) => lengths.reduce((amount, length) => amount + length[key], 0);
  return { least: total('least'), typical: total('typical'), most: total('most') };
}
