/** Something the user can put right: the message says what, and there is no stack trace. Every other error is a fault of this program. */
export class UserFault extends Error {
  public readonly name = 'UserFault';
}

/** Runs what reads the user's files: whatever it throws is about them. */
export function blamingUser<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UserFault ? error : new UserFault(messageOf(error), { cause: error });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
