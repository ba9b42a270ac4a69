/** A function that cannot run on this machine; the message says why and what would help. */
export class CannotRun extends Error {
  public readonly name = 'CannotRun';
}
