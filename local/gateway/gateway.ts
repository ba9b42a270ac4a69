import { Catalogue, OnListFailure } from './catalogue';
import type { RequestContext, RunningGateway } from './context';
import type { GatewayTarget } from './gateway-target';
import { Hop, hopOf } from './hop';
import { Exchange } from './http/exchange';
import { guard } from './http/guard';
import { MAX_REQUEST_BYTES, readBody } from './http/read-body';
import { LoopbackServer } from './http/server';
import { spanAt, splice } from './mcp/bytes';
import { CODES, errorResponse, invalidRequest, resultResponse, RpcError } from './mcp/errors';
import { ClientMessage, ClientRequest, idIn, readMessage } from './mcp/request';
import { discoverResult, initializeResult } from './mcp/server-info';
import { headerOf, NAMED_BY, versionOf } from './mcp/versions';
import { Sessions } from './sessions';
import { messageOf } from '../user-error';
import { authenticate, Callers } from './steps/authenticate';
import { Called, callTool } from './steps/call-tool';
import { INVOCATION_LIMIT_MS, invoke } from './steps/invoke';
import { isList, list } from './steps/list';
import { route } from './steps/route';
import { isObject, JsonObject } from '../../src/json';
import type { NamedPrincipal } from '../access/principals';
import { PolicyGate } from '../policy/gate';
import type { GatewaySnapshot } from '../snapshot/snapshot';
import type { CallEvent, Payloads } from '../trace/call-event';
import { masked } from '../trace/mask';

export interface GatewayOptions {
  readonly callers: Callers;
  readonly trace?: (event: CallEvent) => void;
  readonly onListFailure?: OnListFailure;
  /** How long a target may take for a call, in milliseconds. @default - as long as the service allows */
  readonly callLimitMs?: number;
}

const OK: Called = { outcome: 'ok' };

/** A gateway of the app on this machine. */
export class LocalGateway {
  /** Starts to listen; the port is that of the snapshot, or the next free one. */
  public static async start(snapshot: GatewaySnapshot, targets: readonly GatewayTarget[], options: GatewayOptions): Promise<LocalGateway> {
    const gateway = new LocalGateway(snapshot, targets, options);
    gateway.server = await LoopbackServer.start((request, response) => {
      const exchange = new Exchange(request, response);
      if (guard(exchange)) void gateway.serve(exchange, readBody(request));
    }, snapshot.port);
    return gateway;
  }

  private server?: LoopbackServer;
  public readonly running: RunningGateway;

  private constructor(private readonly snapshot: GatewaySnapshot, targets: readonly GatewayTarget[], private readonly options: GatewayOptions) {
    const endSession = (session: { id: string; capabilities: JsonObject }) => { for (const { target } of targets) void target.endSession?.(session); };
    this.running = {
      snapshot,
      targets,
      catalogue: new Catalogue(targets, options.onListFailure),
      tasks: new Map(),
      trace: options.trace ?? (() => {}),
      ...snapshot.policies ? { gate: new PolicyGate(snapshot.policies, snapshot.arn, snapshot.address) } : {},
      ...snapshot.sessionSeconds === undefined ? {} : { sessions: new Sessions(snapshot.sessionSeconds, endSession) },
    };
  }

  public get url(): string {
    return `http://127.0.0.1:${this.server!.port}/mcp`;
  }

  public async stop(): Promise<void> {
    await this.server?.stop();
    await Promise.all(this.running.targets.map(async ({ target }) => target.stop()));
  }

  private async serve(exchange: Exchange, body: Promise<Buffer | undefined>): Promise<void> {
    let bytes: Buffer | undefined;
    try {
      bytes = await body;
      if (exchange.path !== '/mcp') return exchange.json(404, errorResponse(invalidRequest('Not Found: the MCP endpoint is /mcp')));
      const principal = authenticate(exchange.headers, this.options.callers);
      if (exchange.method === 'DELETE' && this.running.sessions) return this.endSession(exchange, principal);
      if (exchange.method !== 'POST') return exchange.json(405, errorResponse(invalidRequest('Method Not Allowed')), { allow: 'POST' });
      if (!bytes) throw invalidRequest(`Request Entity Too Large: the service takes up to ${MAX_REQUEST_BYTES / 1024 / 1024} MB`, 413);
      await this.take(exchange, readMessage(bytes), principal);
    } catch (error) {
      if (exchange.isAnswered) return exchange.abort();
      const rpc = error instanceof RpcError ? error : new RpcError(CODES.internal, this.snapshot.debug ? messageOf(error) : 'Internal error', 500);
      exchange.json(rpc.status, errorResponse(rpc, bytes && idIn(bytes)));
    }
  }

  private async take(exchange: Exchange, message: ClientMessage, principal: NamedPrincipal): Promise<void> {
    switch (message.is) {
      case 'request': return this.request(exchange, message, principal);
      case 'notification': return exchange.send(202, undefined);
      case 'response': {
        const session = this.running.sessions?.find(headerOf(exchange.headers, 'mcp-session-id'), keyOf(principal));
        const asked = session?.asked.get(String(message.id));
        if (session && asked) {
          session.asked.delete(String(message.id));
          await asked.owner.target.respond?.(session, splice(message.bytes, { ...spanAt(message.bytes, 'id')!, bytes: asked.id }));
        }
        return exchange.send(202, undefined);
      }
    }
  }

  private async request(exchange: Exchange, request: ClientRequest, principal: NamedPrincipal): Promise<void> {
    const started = performance.now();
    const hop = hopOf(exchange.headers);
    let called: Called = OK;
    try {
      called = await this.dispatch(exchange, request, principal, hop);
    } catch (error) {
      called = { outcome: error instanceof RpcError ? 'refused' : 'failed', detail: messageOf(error) };
      throw error;
    } finally {
      const name = request.params[NAMED_BY[request.method]];
      this.running.trace({
        trace: hop.trace,
        hop: hop.number,
        gateway: this.snapshot.key,
        method: request.method,
        principal: principal.name,
        ...typeof name === 'string' ? { name } : {},
        milliseconds: performance.now() - started,
        payloads: () => payloadsOf(request, exchange),
        ...called,
      });
    }
  }

  private async dispatch(exchange: Exchange, request: ClientRequest, principal: NamedPrincipal, hop: Hop): Promise<Called> {
    const { method, params, id } = request;
    const version = versionOf(request, exchange.headers, this.snapshot.versions);
    const result = (value: JsonObject, headers = {}) => exchange.json(200, resultResponse(JSON.stringify(value), id), headers);
    if (!version.stateless && method === 'initialize') {
      const { version: agreed, result: value } = initializeResult(this.snapshot, params);
      const session = this.running.sessions?.create(keyOf(principal), agreed, isObject(params.capabilities) ? params.capabilities : {});
      result(value, session ? { 'mcp-session-id': session.id } : {});
      return OK;
    }
    const session = version.stateless ? undefined : this.running.sessions?.find(headerOf(exchange.headers, 'mcp-session-id'), keyOf(principal));
    const context: RequestContext = { gateway: this.running, request, version, principal, exchange, hop, ...session ? { session } : {} };
    const limitMs = this.options.callLimitMs ?? INVOCATION_LIMIT_MS;
    if (isList(method)) {
      exchange.json(200, resultResponse(await list(context), id));
      return OK;
    }
    if (method === 'tools/call') return callTool(context, limitMs);
    if (method === 'prompts/get' || method === 'resources/read' || version.stateless && method.startsWith('tasks/') && Object.hasOwn(NAMED_BY, method)) {
      const found = await route(context);
      return { ...await invoke(context, found, limitMs), target: found.owner.snapshot.name };
    }
    if (version.stateless ? method === 'server/discover' : method === 'ping') {
      result(version.stateless ? discoverResult(this.snapshot) : {});
      return OK;
    }
    throw new RpcError(CODES.methodNotFound, `Method not found: ${method}`, version.stateless ? 404 : 200);
  }

  private endSession(exchange: Exchange, principal: NamedPrincipal): void {
    const sessions = this.running.sessions!;
    sessions.end(sessions.find(headerOf(exchange.headers, 'mcp-session-id'), keyOf(principal)));
    exchange.send(204, undefined);
  }
}

function payloadsOf({ bytes }: ClientRequest, { lastMessage }: Exchange): Payloads {
  return { request: masked(bytes.toString()), ...lastMessage ? { response: masked(lastMessage.toString()) } : {} };
}

/** Sessions belong to whoever opened them. */
function keyOf({ forms }: NamedPrincipal): string {
  return JSON.stringify(forms[0]);
}

