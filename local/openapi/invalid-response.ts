/** A response from which no result of a tool can be made. */
export class InvalidResponse extends Error {
  public readonly name = 'InvalidResponse';
}
