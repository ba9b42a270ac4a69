import { eventData } from './events';
import { CLIENT_INFO, excerptOf, statelessHeaders, statelessMeta } from './messages';
import { isObject, JsonObject, parseJson } from '../../../src/json';
import { HANDSHAKE_MCP_VERSIONS, STATELESS_MCP_VERSION } from '../../../src/service/mcp-versions';
import { Headers, HttpClient } from '../http/http-client';
import type { HttpResponse } from '../http/response';
import { TargetError } from '../target';

const CONTENT: Headers = { 'content-type': 'application/json', 'accept': 'application/json, text/event-stream' };

/** A session that a server issued, or the version that it agreed to without one. */
export interface Agreement {
  readonly version: string;
  readonly session?: string;
}

/** The server rejects every version with a handshake. */
export class NoHandshake extends TargetError {}

/** One MCP server over Streamable HTTP: how it takes requests, and the requests themselves. */
export class Upstream {
  private readonly client = new HttpClient();
  private discovery?: Promise<boolean>;
  private parsed?: { readonly text: string; readonly url: URL };

  public constructor(private readonly url: () => string, private readonly fixed: () => Headers = () => ({})) {}

  public close(): void {
    this.client.close();
  }

  public async post(body: Buffer, headers: Headers, signal?: AbortSignal): Promise<HttpResponse> {
    return this.client.send({ method: 'POST', url: this.address(), headers: { ...headers, ...CONTENT, ...this.fixed() }, body, ...signal ? { signal } : {} });
  }

  /** Whether the server takes requests of 2026-07-28; asked once. */
  public async isStateless(signal: AbortSignal): Promise<boolean> {
    this.discovery ??= this.discover(signal).catch((error: Error) => {
      this.discovery = undefined;
      throw error;
    });
    return this.discovery;
  }

  /** The server may have been replaced by another. */
  public forget(): void {
    this.discovery = undefined;
  }

  /** @throws NoHandshake when the server has none */
  public async initialize(capabilities: JsonObject, headers: Headers, signal: AbortSignal): Promise<Agreement> {
    let rejection: TargetError | undefined;
    for (const version of HANDSHAKE_MCP_VERSIONS) {
      const params = { protocolVersion: version, capabilities, clientInfo: CLIENT_INFO };
      const response = await this.post(message('initialize', params), { ...headers, 'mcp-protocol-version': version }, signal);
      const { result, error, words } = await resultOf(response);
      if (result && typeof result.protocolVersion === 'string') {
        const session = response.headers['mcp-session-id'];
        const agreement = { version: result.protocolVersion, ...typeof session === 'string' ? { session } : {} };
        const told = await this.post(Buffer.from('{"jsonrpc":"2.0","method":"notifications/initialized"}'), { ...headers, ...headersOf(agreement) }, signal);
        told.skip();
        return agreement;
      }
      rejection = new NoHandshake(`initialize: ${words}`);
      const isRejected = error !== undefined && [-32022, -32000, -32600, -32601, -32602].includes(error) || error === undefined && response.status === 400;
      if (!isRejected) throw new TargetError(`initialize: ${words}`);
    }
    throw rejection!;
  }

  public async endSession(agreement: Agreement): Promise<void> {
    if (agreement.session === undefined) return;
    try {
      const signal = AbortSignal.timeout(2_000);
      const response = await this.client.send({ method: 'DELETE', url: this.address(), headers: { ...headersOf(agreement), ...this.fixed() }, signal });
      response.skip();
    } catch {
      // Ending it is a courtesy; the server may be gone.
    }
  }

  /** @throws TargetError while the server does not run */
  private address(): URL {
    try {
      const url = this.url();
      if (url !== this.parsed?.text) this.parsed = { text: url, url: new URL(url) };
      return this.parsed.url;
    } catch (error) {
      throw new TargetError((error as Error).message);
    }
  }

  private async discover(signal: AbortSignal): Promise<boolean> {
    const response = await this.post(message('server/discover', { _meta: statelessMeta({}) }), statelessHeaders('server/discover', undefined), signal);
    const { result } = await resultOf(response);
    return Array.isArray(result?.supportedVersions) && result.supportedVersions.includes(STATELESS_MCP_VERSION);
  }
}

export function headersOf({ version, session }: Agreement): Headers {
  return { 'mcp-protocol-version': version, ...session === undefined ? {} : { 'mcp-session-id': session } };
}

export const OWN_ID = Buffer.from('"agentcore-gateway"');

/** A request of the gateway itself. */
export function message(method: string, params: JsonObject): Buffer {
  return Buffer.from(`{"jsonrpc":"2.0","id":${OWN_ID.toString()},"method":${JSON.stringify(method)},"params":${JSON.stringify(params)}}`);
}

/** The one response in a body, or the last message of an event stream that is a response. */
export async function responseIn(response: HttpResponse): Promise<Buffer> {
  if (!isEventStream(response)) return response.body();
  for await (const data of eventData(response)) {
    const value = parseJson(data.toString());
    if (isObject(value) && ('result' in value || 'error' in value)) {
      response.drop();
      return data;
    }
  }
  throw new TargetError('the event stream ended before the response');
}

export function isEventStream({ headers }: HttpResponse): boolean {
  return /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
}

async function resultOf(response: HttpResponse): Promise<{ result?: JsonObject; error?: number; words: string }> {
  const body = await responseIn(response);
  const value = parseJson(body.toString());
  if (isObject(value) && isObject(value.result)) return { result: value.result, words: '' };
  const error = isObject(value) && isObject(value.error) ? value.error : undefined;
  const code = typeof error?.code === 'number' ? error.code : undefined;
  return { ...code === undefined ? {} : { error: code }, words: error ? String(error.message) : `HTTP ${response.status}: ${excerptOf(body)}` };
}
