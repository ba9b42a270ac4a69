/**
 * What the gateway does with a request when AWS WAF does not answer.
 */
export class WafFailureMode {
  /** The request is refused. */
  public static readonly FAIL_CLOSE = new WafFailureMode('FAIL_CLOSE');

  /** The request passes. */
  public static readonly FAIL_OPEN = new WafFailureMode('FAIL_OPEN');

  /** A mode that this version of the library does not know. */
  public static of(value: string): WafFailureMode {
    return new WafFailureMode(value);
  }

  private constructor(
    /** The mode as the service names it. */
    public readonly value: string,
  ) {}
}
