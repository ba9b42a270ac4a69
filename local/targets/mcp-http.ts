import type { Headers } from './http/http-client';
import type { HttpResponse } from './http/response';
import { Agreements, Borrowed } from './mcp/agreements';
import { eventData } from './mcp/events';
import { asStateless, checkResponse, excerptOf, statelessHeaders } from './mcp/messages';
import { headersOf, isEventStream, message, NoHandshake, OWN_ID, responseIn, Upstream } from './mcp/upstream';
import { ClientSession, ListedItem, ListKind, MethodNotFound, Target, TargetCall, TargetContext, TargetError, TargetEvent, TargetResponse } from './target';
import { isObject, parseJson } from '../../src/json';
import { elementsOf, spanAt } from '../gateway/mcp/bytes';
import { withResultType } from '../gateway/mcp/result-type';

const LISTS: Readonly<Record<ListKind, { readonly method: string; readonly member: string }>> = {
  tools: { method: 'tools/list', member: 'tools' },
  prompts: { method: 'prompts/list', member: 'prompts' },
  resources: { method: 'resources/list', member: 'resources' },
  resourceTemplates: { method: 'resources/templates/list', member: 'resourceTemplates' },
};

/** A server can invent new cursors for ever. */
const MOST_PAGES = 1_000;

interface Request {
  readonly method: string;
  readonly name?: string;
  readonly message: Buffer;
  /** Whether the client sends requests of 2026-07-28; undefined for requests of the gateway itself. */
  readonly stateless?: boolean;
}

/** A response, before its body is read. */
interface Received {
  readonly response: HttpResponse;
  readonly borrowed?: Borrowed;
}

/** An MCP server, or another gateway, over Streamable HTTP. */
export class McpHttpTarget implements Target {
  private readonly upstream: Upstream;
  private readonly agreements: Agreements;
  private needsStateless = false;

  public constructor(url: () => string, private readonly ownHeaders: (context: TargetContext) => Headers = () => ({})) {
    this.upstream = new Upstream(url);
    this.agreements = new Agreements(this.upstream);
  }

  public async list(kind: ListKind, context: TargetContext): Promise<readonly ListedItem[]> {
    const { method, member } = LISTS[kind];
    const items: ListedItem[] = [];
    const seen = new Set<string>();
    for (let cursor: string | undefined; ;) {
      const page = await this.page(method, cursor, context);
      const array = spanAt(page, 'result', member);
      if (!array || page[array.start] !== 0x5b) throw new TargetError(`${method} returned no list: ${excerptOf(page)}`);
      for (const { start, end } of elementsOf(page, array)) {
        const bytes = page.subarray(start, end);
        const value = parseJson(bytes.toString());
        if (isObject(value)) items.push({ value, bytes });
      }
      const next = parseJson(page.toString()) as { result: { nextCursor?: unknown } };
      cursor = typeof next.result.nextCursor === 'string' && next.result.nextCursor !== '' ? next.result.nextCursor : undefined;
      if (cursor === undefined) return items;
      if (seen.has(cursor) || seen.size >= MOST_PAGES) throw new TargetError(`${method}: the list never ends`);
      seen.add(cursor);
    }
  }

  public async call(call: TargetCall): Promise<TargetResponse> {
    const { response, borrowed } = await this.send(call, call);
    const adapt = (bytes: Buffer) => call.stateless && borrowed ? withResultType(bytes) : bytes;
    if (isEventStream(response)) return { is: 'events', events: this.events(call, response, borrowed, adapt) };
    try {
      const body = await response.body();
      const { status } = response;
      if (status >= 400 && !isOwnError(body, call.id)) throw new TargetError(httpWords(status, body));
      checkResponse(body, call.id);
      return { is: 'message', body: adapt(body), ...status >= 400 ? { status } : {} };
    } finally {
      borrowed?.release();
    }
  }

  public async respond(session: ClientSession, response: Buffer): Promise<void> {
    const agreement = await this.agreements.find(session);
    if (agreement) (await this.upstream.post(response, headersOf(agreement))).skip();
  }

  public async endSession(session: ClientSession): Promise<void> {
    await this.agreements.end(session);
  }

  public async stop(): Promise<void> {
    await this.agreements.close();
    this.upstream.close();
  }

  private async page(method: string, cursor: string | undefined, context: TargetContext): Promise<Buffer> {
    const request = message(method, cursor === undefined ? {} : { cursor });
    const { response, borrowed } = await this.send({ method, message: request }, context);
    try {
      const body = await responseIn(response);
      const value = parseJson(body.toString());
      if (isObject(value) && isObject(value.error) && value.error.code === -32601) throw new MethodNotFound(method);
      if (response.status >= 400) throw new TargetError(`${method}: ${httpWords(response.status, body)}`);
      checkResponse(body, OWN_ID);
      // Long messages are not parsed above.
      if (!isObject(value)) throw new TargetError(`${method} returned no JSON: ${excerptOf(body)}`);
      if (isObject(value.error)) throw new TargetError(`${method}: ${String(value.error.message)}`);
      return body;
    } finally {
      borrowed?.release();
    }
  }

  /** Sends a request in the way that the server takes it; once more when it does not know its session any more. */
  private async send(request: Request, context: TargetContext): Promise<Received> {
    try {
      if (this.needsStateless || request.stateless && await this.upstream.isStateless(context.signal)) return await this.sendStateless(request, context);
      return await this.sendInAgreement(request, context);
    } catch (error) {
      if (error instanceof NoHandshake && !this.needsStateless && await this.upstream.isStateless(context.signal)) {
        this.needsStateless = true;
        return this.sendStateless(request, context);
      }
      // Whatever comes back may be another server.
      if (error instanceof TargetError) this.forget();
      throw error;
    }
  }

  private async sendStateless({ method, name, message: bytes, stateless }: Request, context: TargetContext): Promise<Received> {
    const body = stateless ? bytes : asStateless(bytes, context.session?.capabilities ?? {});
    return { response: await this.upstream.post(body, { ...this.headers(context), ...statelessHeaders(method, name) }, context.signal) };
  }

  private async sendInAgreement({ message: body }: Request, context: TargetContext, isAgain = false): Promise<Received> {
    const headers = this.headers(context);
    const borrowed = await this.agreements.borrow(context.session, headers, context.signal);
    try {
      const response = await this.upstream.post(body, { ...headers, ...headersOf(borrowed.agreement) }, context.signal);
      const { status } = response;
      if (isAgain || status !== 404 && status !== 400) return { response, borrowed };
      response.skip();
    } catch (error) {
      borrowed.discard();
      throw error;
    }
    borrowed.discard();
    return this.sendInAgreement({ method: '', message: body }, context, true);
  }

  private headers(context: TargetContext): Headers {
    return { ...context.headers, ...this.ownHeaders(context) };
  }

  private forget(): void {
    this.needsStateless = false;
    this.upstream.forget();
  }

  private async* events(call: TargetCall, response: HttpResponse, borrowed: Borrowed | undefined, adapt: (bytes: Buffer) => Buffer): AsyncGenerator<TargetEvent> {
    const reply = async (bytes: Buffer) => {
      const headers = borrowed ? headersOf(borrowed.agreement) : statelessHeaders('', undefined);
      (await this.upstream.post(bytes, { ...this.headers(call), ...headers })).skip();
    };
    try {
      for await (const data of eventData(response)) yield { message: adapt(data), reply };
    } finally {
      response.drop();
      borrowed?.release();
    }
  }
}

/** An error response to this very request, which goes on to the client as it is. */
function isOwnError(body: Buffer, id: Buffer): boolean {
  const value = parseJson(body.toString());
  return isObject(value) && isObject(value.error) && JSON.stringify(value.id) === JSON.stringify(parseJson(id.toString()));
}

function httpWords(status: number, body: Buffer): string {
  const value = parseJson(body.toString());
  const said = isObject(value) && isObject(value.error) ? value.error.message : undefined;
  return `HTTP ${status}: ${typeof said === 'string' ? said : excerptOf(body)}`;
}

