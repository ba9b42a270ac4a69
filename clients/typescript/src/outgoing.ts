/** A request that can be sent more than once. */
export class Outgoing {
  public static async of(input: string | URL | Request, init?: RequestInit): Promise<Outgoing> {
    const request = new Request(input, init);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    return new Outgoing(request.method, new URL(request.url), request.headers, body, request.signal);
  }

  public constructor(
    public readonly method: string, public readonly url: URL, public readonly headers: Headers,
    public readonly body: Uint8Array<ArrayBuffer> | undefined, private readonly signal: AbortSignal,
  ) {}

  /** A message to the same place. */
  public post(body: Uint8Array<ArrayBuffer> | undefined): Outgoing {
    const headers = new Headers({ 'accept': 'application/json, text/event-stream', 'content-type': 'application/json' });
    return new Outgoing('POST', this.url, headers, body, this.signal);
  }

  /** The JSON-RPC message in the body. */
  public get message(): { method?: string } {
    return parse(new TextDecoder().decode(this.body));
  }

  public send(): Promise<Response> {
    // A redirect could lead credentials elsewhere.
    return fetch(this.url, { method: this.method, headers: this.headers, body: this.body, signal: this.signal, redirect: 'error' });
  }
}

export function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {};
  } catch {
    return {};
  }
}
