/** An error that the user can fix: printed without a stack trace. Any other error is a bug in this program. */
export class UserError extends Error {
  /** Each bundle of the command has a class of its own. */
  public static [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === 'UserError';
  }

  public readonly name = 'UserError';
}

/** Runs a function that reads or writes the user's files, and rethrows its errors as user errors. */
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
