import type { IConstruct } from 'constructs';
import type { ErrorId } from '../findings/errors';
import type { Finding } from '../findings/finding';
import { PLUGIN_NAME } from '../rules/acknowledged-in-code';

/**
 * A mistake in how the constructs are used, thrown at the call that makes it.
 *
 * The message says what is wrong, what was given, what is allowed and what to change, and ends with the id and the construct path.
 * Not exported: jsii cannot carry a subclass of `Error`, so users match on the id in the message.
 */
export class GatewayError extends Error {
  readonly finding: Finding;

  /**
   * @param details what is wrong one by one, a line each
   */
  constructor(id: ErrorId, scope: IConstruct | undefined, message: string, fix: string, details: readonly string[] = []) {
    const said = details.length === 0 ? `${message}; ${fix}` : `${message}:\n${details.join('\n')}\n${fix}`;
    super(`${said} [${PLUGIN_NAME}:${id}${scope ? ` at ${scope.node.path}` : ''}]`);
    this.name = 'GatewayError';
    this.finding = { id, severity: 'error', message, fix, ...scope ? { at: { path: scope.node.path } } : {} };
  }
}
