/**
 * How the gateway handles a request when AWS WAF is unavailable.
 */
export class WafFailureMode {
  /** The gateway rejects the request. */
  public static readonly FAIL_CLOSE = new WafFailureMode('FAIL_CLOSE');

  /** The gateway processes the request without AWS WAF. */
  public static readonly FAIL_OPEN = new WafFailureMode('FAIL_OPEN');

  /** A mode that is newer than this version of the library. */
  public static of(value: string): WafFailureMode {
    return new WafFailureMode(value);
  }

  private constructor(
    /** The value in the service's API. */
    public readonly value: string,
  ) {}
}
