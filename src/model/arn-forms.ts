import type { GatewayModel, Resource } from './gateway-model';
import { GENERATED_CHARACTER } from './iam-match';
import type { Address } from './source';
import { escapeInside, isKnown, placeholder, property } from './value';
import { AGENTCORE } from '../service/agentcore';
import { workloadIdentity } from '../service/identity';
import { gatewayIdOfName, idOfName } from '../service/names';
import { partitionOf } from '../service/partition';
import { FUNCTION, GATEWAY, POLICY_ENGINE, RUNTIME, SERVERLESS_FUNCTION } from '../service/resource-types';

interface ArnType {
  readonly attribute: string;
  readonly service: string;
  /** The part before the name or ID. */
  readonly prefix: string;
  /** The attribute that ends the ARN. */
  readonly id: string;
  /** The property that becomes the beginning of the ID, or the whole ID. */
  readonly name: string;
  readonly nameToId: (name: string) => string;
  readonly moreAttributes?: readonly string[];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html */
const ARN_TYPES: ReadonlyMap<string, ArnType> = new Map<string, ArnType>([
  [GATEWAY, {
    attribute: 'GatewayArn',
    service: AGENTCORE,
    prefix: 'gateway/',
    id: 'GatewayIdentifier',
    name: 'Name',
    nameToId: (name) => gatewayIdOfName(name, GENERATED_CHARACTER),
    moreAttributes: ['WorkloadIdentityDetails.WorkloadIdentityArn'],
  }],
  [RUNTIME, {
    attribute: 'AgentRuntimeArn', service: AGENTCORE, prefix: 'runtime/', id: 'AgentRuntimeId', name: 'AgentRuntimeName', nameToId: (name) => idOfName(name, GENERATED_CHARACTER),
  }],
  [POLICY_ENGINE, {
    attribute: 'PolicyEngineArn', service: AGENTCORE, prefix: 'policy-engine/', id: 'PolicyEngineId', name: 'Name', nameToId: (name) => idOfName(name, GENERATED_CHARACTER),
  }],
  [FUNCTION, {
    attribute: 'Arn', service: 'lambda', prefix: 'function:', id: 'Ref', name: 'FunctionName', nameToId: (name) => name,
  }],
  [SERVERLESS_FUNCTION, {
    attribute: 'Arn', service: 'lambda', prefix: 'function:', id: 'Ref', name: 'FunctionName', nameToId: (name) => name,
  }],
]);

/**
 * The forms of the ARN of a resource: its attribute, and the literal ARN with the ID and, if known, with the name.
 *
 * A pattern in a policy may use any form, so matching tries all of them.
 */
export function arnForms(model: Pick<GatewayModel, 'resources' | 'stacks'>, address: Address): string[] {
  const resource = Object.hasOwn(model.resources, address) ? model.resources[address] : undefined;
  const type = resource && ARN_TYPES.get(resource.type);
  if (!resource || !type) return [];
  const start = arnStart(model, resource, type);
  const name = property(resource.properties, type.name);
  const attribute = (of: string) => placeholder(escapeInside(address) + (of === 'Ref' ? '' : `.${of}`));
  return [
    attribute(type.attribute),
    start + attribute(type.id),
    ...typeof name === 'string' && isKnown(name) ? [start + type.nameToId(name)] : [],
  ];
}

/**
 * The forms of the ARN of a gateway's workload identity, with which the gateway gets tokens. Its name is the gateway ID in lower case.
 */
export function workloadIdentityForms(model: Pick<GatewayModel, 'resources' | 'stacks'>, gateway: Address): string[] {
  const [, ...spelledOut] = arnForms(model, gateway);
  const attribute = placeholder(`${escapeInside(gateway)}.WorkloadIdentityDetails.WorkloadIdentityArn`);
  return [attribute, ...spelledOut.map((form) => form.replace(':gateway/', `:${workloadIdentity('')}`))];
}

function arnStart({ stacks }: Pick<GatewayModel, 'stacks'>, { stack }: Resource, { service, prefix }: ArnType): string {
  const { account, region } = stacks.find(({ id }) => id === stack) ?? {};
  const partition = region === undefined ? undefined : partitionOf(region)?.name;
  const orUnknown = (value: string | undefined, pseudo: string) => value ?? placeholder(pseudo);
  const start = [orUnknown(partition, 'AWS::Partition'), service, orUnknown(region, 'AWS::Region'), orUnknown(account, 'AWS::AccountId')];
  return `arn:${start.join(':')}:${prefix}`;
}

/** The attributes in the forms of the ARN, by resource type. */
export const ARN_SYMBOLS: readonly (readonly [string, readonly string[]])[] = [...ARN_TYPES].map(([type, names]) => {
  return [type, [names.attribute, names.id, ...names.moreAttributes ?? []]];
});
