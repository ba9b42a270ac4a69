import { iamPrincipal } from './principals';
import type { Principal } from './principals';
import type { GatewayModel, Role } from '../model/gateway-model';
import { escapeInside, placeholder } from '../model/value';
import { partitionOf } from '../service/partition';

/** The notations of a role as a principal in policies. Its account and name may be unresolved until deployment. */
export function principalsOfRole(role: Role, model: Pick<GatewayModel, 'resources' | 'stacks'>): Principal[] {
  const stack = model.stacks.find(({ id }) => id === model.resources[role.address]?.stack);
  const partition = stack?.region === undefined ? undefined : partitionOf(stack.region)?.name;
  const forms = [partition, placeholder('AWS::Partition'), 'aws'].flatMap((part) => part === undefined ? [] : [part])
    .flatMap((part) => [stack?.account, placeholder('AWS::AccountId')].flatMap((account) => account === undefined ? [] : [[part, account] as const]))
    .flatMap(([part, account]) => [role.name?.known ? role.name.text : undefined, placeholder(escapeInside(role.address))]
      .flatMap((name) => name === undefined ? [] : [`arn:${part}:sts::${account}:assumed-role/${name}`]));
  return [...new Set(forms)].map((id) => iamPrincipal(id));
}
