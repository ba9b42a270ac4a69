import type { IConstruct } from 'constructs';
import type { ErrorId } from '../findings/errors';
import type { Finding } from '../findings/finding';
import { PLUGIN_NAME } from '../rules/acknowledged-in-code';

/**
 * Incorrect use of a construct, thrown by the incorrect call.
 *
 * The message says what is wrong, what was given, what is allowed and what to change, and ends with the id and the construct path.
 * Not exported: jsii does not support subclasses of `Error`, so users match the id in the message.
 */
export class GatewayError extends Error {
  readonly finding: Finding;

  /**
   * @param details the individual mistakes, one per line
   */
  constructor(id: ErrorId, scope: IConstruct | undefined, message: string, fix: string, details: readonly string[] = []) {
    const text = details.length === 0 ? `${message}; ${fix}` : `${message}:\n${details.join('\n')}\n${fix}`;
    super(`${text} [${PLUGIN_NAME}:${id}${scope ? ` at ${scope.node.path}` : ''}]`);
    this.name = 'GatewayError';
    this.finding = { id, severity: 'error', message, fix, ...scope ? { at: { path: scope.node.path } } : {} };
  }
}

/** @throws GatewayError with all faults, a line each; nothing without faults */
export function rejectFaults(faults: readonly string[], id: ErrorId, scope: IConstruct, message: string, fix: string): void {
  if (faults.length > 0) throw new GatewayError(id, scope, message, fix, faults.map((fault) => `- ${fault}`));
}
