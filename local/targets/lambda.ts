import { randomUUID } from 'crypto';
import { NotHere } from './not-here';
import { ListedItem, MethodNotFound, Target, TargetCall, TargetError, TargetResponse } from './target';
import { isObject, parseJson } from '../../src/json';
import { CannotRun } from '../lambda/cannot-run';
import type { InvocationResult } from '../lambda/function-description';

/** A Lambda function that runs on this machine, for as long as the app runs. */
export interface InvokableFunction {
  /** @throws CannotRun when this machine cannot run it */
  invoke(event: Buffer, context: { readonly clientContext?: string }): Promise<InvocationResult>;
}

export interface LambdaIdentity {
  readonly targetName: string;
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
    try {
      const invoked = await this.fn.invoke(call.arguments, { clientContext: JSON.stringify({ custom: this.custom(call) }) });
      if (invoked.kind === 'error') throw new TargetError(`${invoked.errorType}: ${invoked.errorMessage}${invoked.hint === undefined ? '' : `; ${invoked.hint}`}`);
      return { is: 'result', result: this.resultOf(invoked.payload, call.name) };
    } catch (error) {
      if (error instanceof CannotRun) return new NotHere(this.identity.targetName, error.message).call();
      throw error;
    }
  }

  /** Other targets may call the same function. */
  public async stop(): Promise<void> {}

  private custom({ fullName, headers, id, query }: TargetCall): object {
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
      ...Object.keys(query).length > 0 ? { bedrockAgentCorePropagatedQueryParameters: query } : {},
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
