/** An error that the user can fix: printed without a stack trace. Any other error is a bug in this program. */
export class UserError extends Error {
  public readonly name = 'UserError';
}

/** Runs what reads the user's files: whatever it throws is about them. */
export function asUserError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(messageOf(error), { cause: error });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
