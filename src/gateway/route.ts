import { Duration } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { GatewayTarget } from '../targets/gateway-target';

/**
 * An error of a target after which a request goes to the fallback.
 */
export enum RouteError {
  /** The target cannot be reached. */
  CONNECTION_ERROR = 'CONNECTION_ERROR',

  /** The target does not begin its response in time. */
  FIRST_BYTE_TIMEOUT = 'FIRST_BYTE_TIMEOUT',

  /** The request cannot be routed to the target. */
  UNROUTABLE = 'UNROUTABLE',
}

/**
 * When requests go to the fallback. Fallbacks do not inherit it from each other.
 */
export interface FallbackTriggers {
  /**
   * Status codes of the target, 1 to 10: `429`, or `5XX` for all from 500 to 599.
   *
   * @default - no status codes
   */
  readonly statusCodes?: string[];

  /**
   * Errors of the target.
   *
   * @default - no errors
   */
  readonly errors?: RouteError[];
}

/**
 * Options of `Route.fallback`.
 */
export interface FallbackOptions {
  /**
   * When requests go from the target before to this fallback.
   *
   * @default - the default of the service
   */
  readonly on?: FallbackTriggers;

  /**
   * The model that the fallback is called with. It must accept the same request body.
   *
   * @default - the model of the request
   */
  readonly model?: string;

  /**
   * How long the target before may take to begin its response: 50 milliseconds to 15 minutes.
   *
   * @default - the default of the service
   */
  readonly firstByteTimeout?: Duration;
}

/**
 * A part of the requests and where they go.
 */
export interface WeightedRoute {
  /** The target. */
  readonly target: GatewayTarget;

  /** The percentage of requests: 1 to 99. */
  readonly weight: number;

  /**
   * The name of this part in metrics and logs.
   *
   * @default - the name of the target
   */
  readonly name?: string;

  /**
   * The model that the target is called with, for inference targets.
   *
   * @default - the model of the request
   */
  readonly model?: string;
}

interface Fallback extends FallbackOptions {
  readonly target: GatewayTarget;
}

/**
 * Where a gateway rule sends requests.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-rules.html
 */
export class Route {
  /** All requests go to one target. With `model`, an inference target is called with that model. */
  public static to(target: GatewayTarget, model?: string): Route {
    return new Route(false, [{ target, weight: 100, model }], []);
  }

  /** The requests are split between two targets, the parts. The weights sum to 100. */
  public static weighted(...parts: WeightedRoute[]): Route {
    return new Route(true, parts, []);
  }

  private constructor(
    /** @internal */
    public readonly _isSplit: boolean,
    /** @internal */
    public readonly _parts: readonly WeightedRoute[],
    /** @internal */
    public readonly _fallbacks: readonly Fallback[],
    private readonly circuitBreaker = true,
  ) {}

  /**
   * The same route, with an inference target that requests go to when the one before fails. A route has at most two.
   */
  public fallback(target: GatewayTarget, options: FallbackOptions = {}): Route {
    return new Route(this._isSplit, this._parts, [...this._fallbacks, { ...options, target }], this.circuitBreaker);
  }

  /**
   * The same route, whose requests try a target each time. By default, a circuit breaker skips a target that keeps failing.
   */
  public withoutCircuitBreaker(): Route {
    return new Route(this._isSplit, this._parts, this._fallbacks, false);
  }

  /** @internal */
  public get _targets(): GatewayTarget[] {
    return [...this._parts, ...this._fallbacks].map(({ target }) => target);
  }

  /** @internal */
  public _render(): agentcore.CfnGatewayRule.RouteToTargetActionProperty {
    const fallback = this.renderFallback();
    if (!this._isSplit) {
      const [{ target, model }] = this._parts;
      return { staticRoute: { targetName: target.gatewayTargetName, model, fallback } };
    }
    return {
      weightedRoute: {
        trafficSplit: this._parts.map(({ target, weight, name = target.gatewayTargetName, model }) => ({ name, weight, targetName: target.gatewayTargetName, model, fallback })),
      },
    };
  }

  /** What makes requests leave a target is a property of that target, so it is one place ahead of the options of its fallback. */
  private renderFallback(): agentcore.CfnGatewayRule.FallbackProperty | undefined {
    const [first] = this._fallbacks;
    if (!first) return undefined;
    return {
      ...leaving(first),
      targetFallback: this._fallbacks.map(({ target, model }, i) => ({ targetName: target.gatewayTargetName, model, ...leaving(this._fallbacks[i + 1]) })),
      circuitBreaker: this.circuitBreaker ? undefined : { mode: 'DISABLED' },
    };
  }
}

function leaving(next: Fallback | undefined): Pick<agentcore.CfnGatewayRule.FallbackTargetProperty, 'triggerOn' | 'firstByteTimeoutMilliseconds'> {
  return next ? { triggerOn: next.on, firstByteTimeoutMilliseconds: next.firstByteTimeout?.toMilliseconds() } : {};
}
