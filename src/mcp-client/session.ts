import { JsonObject } from '../json';
import { Headers } from './transport';

/** The name and version that the client sends to servers. */
export interface ClientInfo {
  readonly name: string;
  readonly version: string;
}

/** Requests to a server in one MCP version. */
export interface Session {
  /** The MCP version of the requests. */
  readonly version: string;

  /**
   * Sends a request and returns its result.
   *
   * @throws McpError when the request fails
   */
  request(method: string, params?: JsonObject): Promise<JsonObject>;

  /** The headers of a request, for a caller that sends the request itself. */
  headersFor(method: string, params?: JsonObject): Headers;

  /** Ends the session if the server has one. Does not throw when the server fails. */
  close(): Promise<void>;
}
