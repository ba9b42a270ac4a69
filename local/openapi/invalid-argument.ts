/** Arguments from which no request can be made. */
export class InvalidArgument extends Error {
  public readonly name = 'InvalidArgument';
}
