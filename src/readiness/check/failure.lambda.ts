import { describeFailure, Failure } from '../../mcp-client/failure';

/** Why an attempt failed. */
export type AttemptFailure = Failure | ToolsMissing;

/** A valid list without some of the expected tools. */
interface ToolsMissing extends Omit<Failure, 'kind'> {
  readonly kind: 'tools-missing';
}

/** Describes a failure in one clause, with the server's message last. */
export function describe(failure: AttemptFailure): string {
  return failure.kind === 'tools-missing' ? failure.words : describeFailure(failure);
}
