import type { Scene } from './needed-resource';
import type { GatewayModel } from '../../../model/gateway-model';
import { GENERATED_CHARACTER } from '../../../model/iam-match';
import type { Address } from '../../../model/source';
import { escapeInside, partsOf, placeholder, unwrap } from '../../../model/value';
import { partitionOf } from '../../../service/partition';

/** A placeholder for any text: only a wildcard certainly matches it. */
export const ANYTHING = placeholder('anything');

/** An ARN in the region of the gateway, and in its account unless `otherAccount` is given. */
export function arnBeside({ model, gateway }: Scene, service: string, rest: string, otherAccount?: string): string {
  const { partition, region, account } = environmentOf(model, gateway.address);
  return `arn:${partition}:${service}:${region}:${otherAccount ?? account}:${rest}`;
}

/** The environment of a resource, with pseudo parameters for unresolved parts. */
export function environmentOf(model: GatewayModel, address: Address): { partition: string; region: string; account: string } {
  const { account, region } = model.stacks.find(({ id }) => id === model.resources[address].stack) ?? {};
  const partition = region === undefined ? undefined : partitionOf(region)?.name;
  return {
    partition: partition ?? placeholder('AWS::Partition'),
    region: region ?? placeholder('AWS::Region'),
    account: account ?? placeholder('AWS::AccountId'),
  };
}

/** An ARN as written in a policy. */
export function writtenArn(form: string): string {
  return partsOf(form).map((part) => {
    if ('literal' in part) return part.literal;
    if (part.placeholder === GENERATED_CHARACTER) return '?';
    if (part.placeholder === ANYTHING) return '*';
    const inner = unwrap(part.placeholder);
    return inner.startsWith('AWS::') ? `\${${inner}}` : part.placeholder;
  }).join('');
}

/** An ARN in a message. */
export function named(text: string): string {
  return `\`${writtenArn(text)}\``;
}

/** The placeholder of a resource attribute. */
export function attributeOf(address: Address, name: string): string {
  return placeholder(`${escapeInside(address)}.${name}`);
}
