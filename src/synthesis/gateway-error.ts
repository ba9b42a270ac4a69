import type { IConstruct } from 'constructs';

/** Where every error of the library starts, so that a user can search for it. */
export const ERROR_PREFIX = 'cdk-agentcore-gateway';

/**
 * A mistake in how the constructs are used, thrown at the call that makes it.
 *
 * The message says what is wrong, what was given, what is allowed and what to change.
 * Not exported: jsii cannot carry a subclass of `Error`, so users match on the id in the message.
 */
export class GatewayError extends Error {
  constructor(
    /** Stable, for users to search for and for tests to match. */
    readonly id: string,
    scope: IConstruct | undefined,
    message: string,
  ) {
    super(`${message} [${ERROR_PREFIX}:${id}${scope ? ` at ${scope.node.path}` : ''}]`);
    this.name = 'GatewayError';
  }
}
