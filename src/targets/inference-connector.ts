/**
 * A provider of models that the service connects to.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-targets-inference.html
 */
export class InferenceConnector {
  /** Models of Amazon Bedrock, at its OpenAI-compatible endpoint. */
  public static readonly BEDROCK_MANTLE = new InferenceConnector('bedrock-mantle');

  /** Models of OpenAI. */
  public static readonly OPENAI = new InferenceConnector('openai');

  /** Models of Anthropic. */
  public static readonly ANTHROPIC = new InferenceConnector('anthropic');

  /** A connector that is newer than this version of the library. */
  public static of(connectorId: string): InferenceConnector {
    return new InferenceConnector(connectorId);
  }

  private constructor(
    /** The ID in the service's API. */
    public readonly connectorId: string,
  ) {}
}
