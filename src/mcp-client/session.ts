import { JsonObject } from '../json';
import { Headers } from './transport';

/** What the client tells a server about itself. */
export interface ClientInfo {
  readonly name: string;
  readonly version: string;
}

/** Requests to a server in one MCP version. */
export interface Session {
  /** The MCP version of its requests. */
  readonly version: string;

  /**
   * Sends a request and returns its result.
   *
   * @throws McpError when there is none
   */
  request(method: string, params?: JsonObject): Promise<JsonObject>;

  /** The headers of a request, for a caller that sends the body's bytes itself. */
  headersFor(method: string, params?: JsonObject): Headers;

  /** Ends the session if the server keeps one; never throws for what the server does. */
  close(): Promise<void>;
}
