/**
 * What a gateway calls: one interface for every kind of target.
 *
 * A target never learns the name it has in the gateway: tools arrive by the name that the target gave them.
 */
import type { JsonObject } from '../../src/json';

export interface Target {
  /**
   * Everything of one kind that the target offers now, all pages.
   *
   * @throws TargetError when the target does not list it
   */
  list(kind: ListKind, context: TargetContext): Promise<readonly ListedItem[]>;

  /**
   * Calls the target once.
   *
   * @throws TargetError when the target gives no response of its own
   */
  call(call: TargetCall): Promise<TargetResponse>;

  /** Passes the response of a client to a request that the target sent within a session. */
  respond?(session: ClientSession, message: Buffer): Promise<void>;

  /** Ends what the target keeps for a session of a client. */
  endSession?(session: ClientSession): Promise<void>;

  /** Ends every process and connection of the target. */
  stop(): Promise<void>;
}

export type ListKind = 'tools' | 'prompts' | 'resources' | 'resourceTemplates';

/** A tool, prompt, resource or resource template as the target describes it. */
export interface ListedItem {
  readonly value: JsonObject;
  /** The same as it arrived, byte for byte. */
  readonly bytes: Buffer;
}

/** What a request carries besides its message. */
export interface TargetContext {
  /** Headers that go on to the target: session, trace, hops, and those that the target's lists allow. */
  readonly headers: Readonly<Record<string, string>>;
  /** Query parameters that the target's list allows. */
  readonly query: Readonly<Record<string, string>>;
  /** Headers for another local gateway only: what the hops of one call have in common. */
  readonly hop: Readonly<Record<string, string>>;
  /** The session of the client with the gateway; undefined for a client without one. */
  readonly session?: ClientSession;
  /** Aborted when the client disconnects or the time is over. */
  readonly signal: AbortSignal;
}

export interface ClientSession {
  readonly id: string;
  /** What the client declared in `initialize`. */
  readonly capabilities: JsonObject;
}

export interface TargetCall extends TargetContext {
  /** `tools/call`, `prompts/get`, `resources/read` or a method of tasks. */
  readonly method: string;
  /** The tool, prompt, resource or task as the target calls it. */
  readonly name: string;
  /** The tool as the client calls it. */
  readonly fullName: string;
  /** The JSON-RPC message, with the target's own name in it and everything else as the client sent it. */
  readonly message: Buffer;
  /** The bytes of the JSON-RPC id. */
  readonly id: Buffer;
  /** The bytes of the arguments, `{}` when there are none. */
  readonly arguments: Buffer;
  /** Whether the client sends requests of 2026-07-28. */
  readonly stateless: boolean;
}

export type TargetResponse =
  /** A JSON-RPC response with the id of the call; `status` is the HTTP status it came with, when that is not 2xx. */
  | { readonly is: 'message'; readonly body: Buffer; readonly status?: number }
  /** Messages as they arrive: notifications and requests of the server, then the response with the id of the call. */
  | { readonly is: 'events'; readonly events: AsyncIterable<TargetEvent> }
  /** A JSON-RPC result: the gateway puts the id to it. */
  | { readonly is: 'result'; readonly result: Buffer };

export interface TargetEvent {
  /** One JSON-RPC message. */
  readonly message: Buffer;
  /** Sends a message back to the server, outside of a client's session. */
  readonly reply: (message: Buffer) => Promise<void>;
}

/** A method that a target has not. */
export class MethodNotFound extends Error {
  public readonly name = 'MethodNotFound';
}

/** A target that gives no response. The service hides why; a gateway with the exception level DEBUG says it. */
export class TargetError extends Error {
  public readonly name = 'TargetError';
}
