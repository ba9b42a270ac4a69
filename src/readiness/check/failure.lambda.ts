import { describeFailure, Failure } from '../../mcp-client/failure';

/** Why one attempt did not find the server ready, as plain data. */
export type AttemptFailure = Failure | ToolsMissing;

/** A correct list that lacks expected tools. */
export interface ToolsMissing extends Omit<Failure, 'kind'> {
  readonly kind: 'tools-missing';
}

/** One clause about the failure, the server's words last. */
export function describe(failure: AttemptFailure): string {
  return failure.kind === 'tools-missing' ? failure.words : describeFailure(failure);
}
