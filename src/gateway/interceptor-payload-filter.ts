import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';

/**
 * Excludes parts of the request or response from the interceptor's input.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-interceptors.html
 *
 * @example
 * declare const audit: lambda.Function;
 * new Gateway(this, 'Tools', {
 *   interceptorConfigurations: [InterceptorPayloadFilter.excludeResponseBody(agentcore.LambdaInterceptor.forResponse(audit))],
 * });
 */
export class InterceptorPayloadFilter implements agentcore.IInterceptor {
  /**
   * Excludes response bodies. Use it for HTTP targets with large or streamed responses.
   */
  public static excludeResponseBody(interceptor: agentcore.IInterceptor): agentcore.IInterceptor {
    return new InterceptorPayloadFilter(interceptor, ['RESPONSE_BODY']);
  }

  /** Whether the interceptor runs on requests or on responses. */
  public readonly interceptionPoint: agentcore.InterceptionPoint;

  private constructor(private readonly interceptor: agentcore.IInterceptor, private readonly excluded: string[]) {
    this.interceptionPoint = interceptor.interceptionPoint;
  }

  /** Binds the interceptor, and adds the filter to its configuration. */
  public bind(scope: Construct, gateway: agentcore.IGateway): agentcore.InterceptorBindConfig {
    const { configuration } = this.interceptor.bind(scope, gateway);
    return {
      configuration: {
        ...configuration,
        inputConfiguration: {
          passRequestHeaders: false,
          ...configuration.inputConfiguration,
          payloadFilter: { exclude: this.excluded.map((field) => ({ field })) },
        },
      },
    };
  }
}
