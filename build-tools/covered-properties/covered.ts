/** How an app sets a property of CloudFormation. */
export type Covered =
  /** By a member of a class or struct of this library, or of aws-cdk-lib's aws-bedrockagentcore. */
  | { readonly by: readonly string[] }
  /** The library sets it. */
  | { readonly set: string }
  /** Only with the L1 construct or an escape hatch, for this reason. */
  | { readonly l1: string };

/** The properties of a type. A name that ends in `.*` stands for everything below it. */
export type Coverage = Readonly<Record<string, Covered>>;

export function by(...members: string[]): Covered {
  return { by: members };
}

export function set(how: string): Covered {
  return { set: how };
}

export function l1(reason: string): Covered {
  return { l1: reason };
}

/** The same answer for several properties below one. */
export function each(parent: string, names: readonly string[], covered: Covered): Coverage {
  return Object.fromEntries(names.map((name) => [parent === '' ? name : `${parent}.${name}`, covered]));
}

const VPC = ['endpointIpAddressType', 'routingDomain', 'securityGroupIds', 'subnetIds', 'tags', 'vpcIdentifier'];
const PRIVATE_ENDPOINT = [...VPC.map((name) => `managedVpcResource.${name}`), 'selfManagedLatticeResource.resourceConfigurationIdentifier'];

export function privateEndpoint(parent: string, covered: Covered): Coverage {
  return each(parent, PRIVATE_ENDPOINT, covered);
}

/** A document that is given inline or in a bucket. */
export function document(parent: string, covered: Covered): Coverage {
  return each(parent, ['inlinePayload', 's3.bucketOwnerAccountId', 's3.uri'], covered);
}

const CLAIM = 'authorizingClaimMatchValue';
const JWT = [
  'allowedAudience', 'allowedClients', 'allowedScopes', 'discoveryUrl',
  ...[`${CLAIM}.claimMatchOperator`, `${CLAIM}.claimMatchValue.matchValueString`, `${CLAIM}.claimMatchValue.matchValueStringList`, 'inboundTokenClaimName', 'inboundTokenClaimValueType']
    .map((name) => `customClaims.${name}`),
];

/** What gateways and runtimes check in a token. */
export function jwt(parent: string, covered: Covered): Coverage {
  return each(parent, JWT, covered);
}
