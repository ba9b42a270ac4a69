/** A member of aws-cdk-lib's API that this library has not, or has otherwise, on purpose. */
export interface Difference {
  /** The type and the member, as this library or aws-cdk-lib names them. */
  readonly member: string;
  readonly reason: string;
}

const NO_USER_POOL = 'no user pool is created: callers sign with IAM credentials unless another authorizer is given';

/** Members that aws-cdk-lib has and this library has not. */
export const LEFT_OUT: readonly Difference[] = [
  { member: 'Gateway.userPoolDomain', reason: NO_USER_POOL },
  { member: 'Gateway.resourceServer', reason: NO_USER_POOL },
];

/** Members that both have with other types. */
export const OTHERWISE: readonly Difference[] = [
  { member: 'GatewayTarget.targetType', reason: 'an agent has none: the enumeration lists MCP targets only' },
];
