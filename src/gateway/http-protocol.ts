import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';

/**
 * The protocol of a gateway that is created without one: it forwards HTTP requests by their path, and lists no tools.
 *
 * Such a gateway has agents as targets: `https://<gateway>/<target name>/invocations`.
 */
export class HttpProtocol implements agentcore.IGatewayProtocolConfig {
  /**
   * No protocol.
   */
  public static none(): agentcore.IGatewayProtocolConfig {
    return new HttpProtocol();
  }

  /**
   * How metrics name the protocol of such a gateway.
   */
  public readonly protocolType: string = 'HTTP';

  private constructor() {}

  /** @internal */
  public _render(): any {
    return undefined;
  }
}
