import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';

/**
 * Keeps parts of a request or response from an interceptor.
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
   * The interceptor does not get response bodies: for HTTP gateways whose answers are large or are streamed.
   */
  public static excludeResponseBody(interceptor: agentcore.IInterceptor): agentcore.IInterceptor {
    return new InterceptorPayloadFilter(interceptor, ['RESPONSE_BODY']);
  }

  /** When the interceptor runs. */
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
