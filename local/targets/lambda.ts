import { randomUUID } from 'crypto';
import { ListedItem, MethodNotFound, Target, TargetCall, TargetError, TargetResponse } from './target';
import { isObject, parseJson } from '../../src/json';

/** A Lambda function that runs on this machine. */
export interface InvokableFunction {
  invoke(event: Buffer, context: { readonly clientContext?: string }): Promise<Invocation>;
  stop(): Promise<void>;
}

export type Invocation =
  | { readonly kind: 'response'; readonly payload: Buffer }
  | { readonly kind: 'error'; readonly errorType: string; readonly errorMessage: string; readonly payload: Buffer };

export interface LambdaIdentity {
  readonly gatewayId: string;
  readonly targetId: string;
  /** Tools with an output schema: their result is structured too. */
  readonly structured: ReadonlySet<string>;
}

/**
 * A Lambda function as a target: the event is the arguments of the tool, and everything else is in the client context.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html
 */
export class LambdaTarget implements Target {
  public constructor(private readonly fn: InvokableFunction, private readonly identity: LambdaIdentity) {}

  public async list(): Promise<readonly ListedItem[]> {
    throw new MethodNotFound('a function lists nothing');
  }

  public async call(call: TargetCall): Promise<TargetResponse> {
    const invocation = await this.fn.invoke(call.arguments, { clientContext: JSON.stringify({ custom: this.custom(call) }) });
    if (invocation.kind === 'error') throw new TargetError(`${invocation.errorType}: ${invocation.errorMessage}`);
    return { is: 'result', result: this.resultOf(invocation.payload, call.name) };
  }

  public async stop(): Promise<void> {
    await this.fn.stop();
  }

  private custom({ fullName, headers, id }: TargetCall): object {
    const { 'x-amzn-bedrock-agentcore-runtime-session-id': _, traceparent: __, tracestate: ___, ...propagated } = headers;
    const messageId = parseJson(id.toString());
    return {
      bedrockAgentCoreMessageVersion: '1.0',
      bedrockAgentCoreAwsRequestId: randomUUID(),
      bedrockAgentCoreMcpMessageId: String(messageId),
      bedrockAgentCoreGatewayId: this.identity.gatewayId,
      bedrockAgentCoreTargetId: this.identity.targetId,
      bedrockAgentCoreToolName: fullName,
      ...Object.keys(propagated).length > 0 ? { bedrockAgentCorePropagatedHeaders: propagated } : {},
    };
  }

  /** The payload as text, a string with its quotes; clients of a tool with an output schema insist on the structured form. */
  private resultOf(payload: Buffer, tool: string): Buffer {
    const text = payload.toString() || 'null';
    const value = parseJson(text);
    if (value === undefined) throw new TargetError('the function returned no JSON');
    const structured = this.identity.structured.has(tool) && isObject(value) ? `,"structuredContent":${text}` : '';
    return Buffer.from(`{"isError":false,"content":[{"type":"text","text":${JSON.stringify(text)}}]${structured}}`);
  }
}
