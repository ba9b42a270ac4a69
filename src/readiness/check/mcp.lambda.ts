import { randomUUID } from 'crypto';
import { isRecord, protocolFailure, readResult, Result } from './answer.lambda';
import { CheckFailure, Step } from './failure.lambda';
import { Kind } from './properties.lambda';
import { retryDecision } from './retry-policy.lambda';
import { SignedHttp } from './signed-http.lambda';

/** Newest first. A server offers another version if it does not know the first; the others are for one that refuses instead. */
const HANDSHAKE_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26'];
/** Has no handshake: each request says what `initialize` said. */
const STATELESS_VERSION = '2026-07-28';

const CLIENT_INFO = { name: 'cdk-agentcore-gateway-readiness', version: '1.0.0' };

/** How a server says that it cannot serve this version: bad request, invalid request, no such method, bad parameters, unsupported version. */
const VERSION_REFUSALS = { statuses: [400], codes: [-32600, -32601, -32602, -32022] };

/** Ending the MCP session is a courtesy: it must not cost the check its time. */
const CLOSE_TIMEOUT_MS = 3_000;

interface Session {
  readonly version: string;
  /** Issued by servers that keep one. */
  readonly id?: string;
  /** Why there was no handshake. */
  readonly refusal?: CheckFailure;
}

/** Just enough of an MCP client to ask for the tools over streamable HTTP. */
export class McpClient {
  private readonly headers: Record<string, string>;
  private lastId = 0;

  constructor(private readonly http: SignedHttp, kind: Kind) {
    this.headers = {
      'Content-Type': 'application/json',
      'Accept': 'application/json, text/event-stream',
      'User-Agent': CLIENT_INFO.name,
      // One microVM for the whole check: without it each attempt could meet a cold start of its own. At least 33 characters.
      ...(kind === 'runtime' ? { 'X-Amzn-Bedrock-AgentCore-Runtime-Session-Id': `readiness-${randomUUID()}` } : {}),
    };
  }

  /** The names of all tools; a session of its own each time. */
  async listTools(): Promise<string[]> {
    const session = await this.open();
    try {
      return await this.allPages(session);
    } catch (error) {
      // Neither generation of the protocol: what the server said to the first request says more.
      if (session.refusal && isFinal(error)) throw session.refusal;
      throw error;
    } finally {
      await this.close(session);
    }
  }

  private async open(): Promise<Session> {
    let refusal: CheckFailure | undefined;
    for (const version of HANDSHAKE_VERSIONS) {
      try {
        return await this.handshake(version);
      } catch (error) {
        if (!refusesVersion(error)) throw error;
        refusal ??= error as CheckFailure;
      }
    }
    return { version: STATELESS_VERSION, refusal };
  }

  private async handshake(version: string): Promise<Session> {
    const params = { protocolVersion: version, capabilities: {}, clientInfo: CLIENT_INFO };
    let id: string | undefined;
    // The header too: a gateway takes a request without one for 2025-03-26, which it need not support.
    const result = await this.request('initialize', params, { 'MCP-Protocol-Version': version }, (response) => {
      id = response.headers.get('mcp-session-id') ?? undefined;
    });
    if (typeof result.protocolVersion !== 'string') throw protocolFailure('initialize', `the result names no protocolVersion: ${JSON.stringify(result)}`);

    const session: Session = { version: result.protocolVersion, id };
    await this.confirm(session);
    return session;
  }

  /** What the server answers does not matter: the list that follows shows whether the session works. */
  private async confirm(session: Session): Promise<void> {
    const step = 'notifications/initialized';
    await this.http.send({
      step,
      method: 'POST',
      headers: { ...this.headers, ...sessionHeaders(session) },
      body: JSON.stringify({ jsonrpc: '2.0', method: step }),
    }, async (response) => response.body?.cancel());
  }

  private async allPages(session: Session): Promise<string[]> {
    const names: string[] = [];
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.page(session, cursor);
      names.push(...page.names);
      cursor = page.nextCursor;
      if (cursor !== undefined && seen.has(cursor)) throw protocolFailure('tools/list', `the cursor ${JSON.stringify(cursor)} comes back, so the list never ends`);
      seen.add(cursor ?? '');
    } while (cursor !== undefined);
    return names;
  }

  private async page(session: Session, cursor: string | undefined): Promise<{ names: string[]; nextCursor?: string }> {
    const stateless = session.version === STATELESS_VERSION;
    const params = { ...(cursor === undefined ? {} : { cursor }), ...(stateless ? { _meta: STATELESS_META } : {}) };
    const headers = { ...sessionHeaders(session), ...(stateless ? { 'Mcp-Method': 'tools/list' } : {}) };
    const { tools, nextCursor } = await this.request('tools/list', Object.keys(params).length > 0 ? params : undefined, headers);

    if (!Array.isArray(tools)) throw protocolFailure('tools/list', 'the result has no list of tools');
    const names = tools.map((tool) => {
      if (!isRecord(tool) || typeof tool.name !== 'string') throw protocolFailure('tools/list', `a tool without a name: ${JSON.stringify(tool)}`);
      return tool.name;
    });
    // Some servers end the list with null or an empty text instead of leaving the cursor out.
    if (nextCursor === undefined || nextCursor === null || nextCursor === '') return { names };
    if (typeof nextCursor !== 'string') throw protocolFailure('tools/list', `nextCursor is not a text: ${JSON.stringify(nextCursor)}`);
    return { names, nextCursor };
  }

  /** Best effort: servers may answer that they do not let clients end sessions. */
  private async close(session: Session): Promise<void> {
    if (session.id === undefined) return;
    const headers = { ...this.headers, ...sessionHeaders(session) };
    try {
      await this.http.send({ step: 'tools/list', method: 'DELETE', headers, timeoutMs: CLOSE_TIMEOUT_MS }, async (response) => response.body?.cancel());
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
    }
  }

  private async request(method: Step, params: unknown, headers: Record<string, string>, seen?: (response: Response) => void): Promise<Result> {
    const id = ++this.lastId;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    return this.http.send({ step: method, method: 'POST', headers: { ...this.headers, ...headers }, body }, async (response) => {
      seen?.(response);
      return readResult(response, method, id);
    });
  }
}

const STATELESS_META = {
  'io.modelcontextprotocol/protocolVersion': STATELESS_VERSION,
  'io.modelcontextprotocol/clientInfo': CLIENT_INFO,
  'io.modelcontextprotocol/clientCapabilities': {},
};

function sessionHeaders({ version, id }: Session): Record<string, string> {
  return { 'MCP-Protocol-Version': version, ...(id === undefined ? {} : { 'Mcp-Session-Id': id }) };
}

function isFinal(error: unknown): error is CheckFailure {
  return error instanceof CheckFailure && retryDecision(error.failure).retry === 'never';
}

function refusesVersion(error: unknown): boolean {
  if (!isFinal(error)) return false;
  const { status, code } = error.failure;
  return VERSION_REFUSALS.statuses.includes(status ?? 0) || VERSION_REFUSALS.codes.includes(code ?? 0);
}
