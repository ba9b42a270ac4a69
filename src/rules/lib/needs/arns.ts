import type { Scene } from './needed-resource';
import { arnForms } from '../../../model/arn-forms';
import type { GatewayModel } from '../../../model/gateway-model';
import { GENERATED_CHARACTER } from '../../../model/iam-match';
import type { Address } from '../../../model/source';
import { escapeInside, partsOf, placeholder, solePlaceholder, unwrap } from '../../../model/value';
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

/**
 * The ARN of a gateway for a policy that the gateway may depend on, such as its role's.
 *
 * It contains no attribute of the gateway, which would make the dependency circular.
 */
export function gatewayPattern(model: GatewayModel, address: Address): string {
  const last = arnForms(model, address).at(-1)!;
  return last.replace(/:gateway\/⟨(?!\?⟩).*$/, ':gateway/*');
}

/**
 * An ARN in the partition, region and account that a pattern names, where those of the ARN are unresolved.
 *
 * In a template without environment, a pattern with a literal account is about that account.
 */
export function arnWhere(pattern: string, arn: string): string {
  const [written, own] = [arnParts(pattern), arnParts(arn)];
  if (!written || !own) return arn;
  const start = own.start.map((part, index) => solePlaceholder(part) !== undefined && /^[\w-]+$/.test(written.start[index]) ? written.start[index] : part);
  return `arn:${start.join(':')}:${own.rest}`;
}

/** The partition, service, region and account of an ARN, and the rest. */
function arnParts(arn: string): { readonly start: readonly string[]; readonly rest: string } | undefined {
  const match = /^arn:((?:⟨[^⟩]*⟩|[^:⟨])*):((?:⟨[^⟩]*⟩|[^:⟨])*):((?:⟨[^⟩]*⟩|[^:⟨])*):((?:⟨[^⟩]*⟩|[^:⟨])*):(.*)$/s.exec(arn);
  return match ? { start: match.slice(1, 5), rest: match[5] } : undefined;
}

/** An ARN as written in a policy. */
export function writtenArn(form: string): string {
  return partsOf(form).map((part) => {
    if ('literal' in part) return part.literal;
    if (part.placeholder === GENERATED_CHARACTER) return '?';
    if (part.placeholder === ANYTHING) return '*';
    const inner = unwrap(part.placeholder);
    // Dots in the id of a stack are escaped in addresses.
    return inner.startsWith('AWS::') ? `\${${inner}}` : part.placeholder.replaceAll('%2e', '.');
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
