import { BODY_PREFIX, HEADER_PREFIX, IAM_PRINCIPAL_KEY, JWT_PREFIX, MODEL_KEY, SOURCE_IDENTITY_KEY, TARGET_KEY, TOOL_KEY } from '../service/rate-limit-keys';

/**
 * A property of requests by which a rate limit counts them: each value has its own count.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rate-limits-dimensions.html
 */
export class RateLimitDimension {
  /** The target of the request. */
  public static readonly TARGET_NAME = new RateLimitDimension(TARGET_KEY);

  /** The tool of the request, as the gateway lists it. */
  public static readonly TOOL_NAME = new RateLimitDimension(TOOL_KEY);

  /** The model of a request to an inference target. */
  public static readonly MODEL = new RateLimitDimension(MODEL_KEY);

  /** The ARN of the role or user that signed the request. */
  public static readonly IAM_PRINCIPAL = new RateLimitDimension(IAM_PRINCIPAL_KEY);

  /** The source identity that the caller set when it assumed its role. */
  public static readonly SOURCE_IDENTITY = new RateLimitDimension(SOURCE_IDENTITY_KEY);

  /** A claim in the token of the caller, for example `sub`. */
  public static jwtClaim(name: string): RateLimitDimension {
    return new RateLimitDimension(JWT_PREFIX + name);
  }

  /** A header of the request. The service accepts it only beside the principal or a claim, because callers can send any value. */
  public static header(name: string): RateLimitDimension {
    return new RateLimitDimension(HEADER_PREFIX + name);
  }

  /** A field of the JSON body, with dots: `metadata.tier`. The service accepts it only beside the principal or a claim. */
  public static body(path: string): RateLimitDimension {
    return new RateLimitDimension(BODY_PREFIX + path);
  }

  /** A dimension that is newer than this version of the library. */
  public static of(key: string): RateLimitDimension {
    return new RateLimitDimension(key);
  }

  private constructor(
    /** The key in the service's API. */
    public readonly key: string,
  ) {}
}

/**
 * Options of `addRateLimit`: the dimensions, and at least one rate.
 */
export interface AddRateLimitOptions {
  /**
   * The dimensions: 1 to 10. Requests with the same values share a count.
   *
   * A change replaces the limit.
   */
  readonly dimensions: RateLimitDimension[];

  /**
   * Requests in a second: a whole number up to 10,000,000. 0 blocks all requests. Pass either this or `requestsPerMinute`.
   *
   * @default - requests in a second are not limited
   */
  readonly requestsPerSecond?: number;

  /**
   * Requests in a minute.
   *
   * @default - requests in a minute are not limited
   */
  readonly requestsPerMinute?: number;

  /**
   * Tokens of models in a minute, for inference targets.
   *
   * @default - tokens are not limited
   */
  readonly tokensPerMinute?: number;

  /**
   * New connections in a second.
   *
   * @default - connections are not limited
   */
  readonly connectionsPerSecond?: number;

  /**
   * A description of the limit: 1 to 512 characters.
   *
   * @default - no description
   */
  readonly description?: string;
}
