import { Bearer, identityToken, type TokenProvider } from './bearer.js';
import { GatewayAuthError, GatewayError } from './errors.js';
import { describe, type Gateway, isHttp, isLoopback } from './gateway.js';
import { HEADER, McpSession } from './mcp-sessions.js';
import { Outgoing, parse } from './outgoing.js';
import { currentSession, sessionHeaders } from './session.js';
import { type CredentialProvider, Signer } from './signer.js';

const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;
const BODY_CHARACTERS = 2000;
const MAX_SESSIONS = 1024;
const WORKLOAD_TOKEN_HEADER = 'x-amz-bedrock-agentcore-identity-wat';

export interface GatewayFetchOptions {
  /** AWS credentials, instead of those of the default chain. */
  readonly credentials?: CredentialProvider;
  /** Returns a bearer token, for a gateway with a JWT authorizer. */
  readonly token?: TokenProvider;
}

/**
 * A `fetch` for an MCP client: signs requests or sends a token, opens dropped MCP sessions again, and says what to do about a refusal.
 *
 * Only what was refused before it ran is repeated, once; a call that failed never is.
 *
 * @throws GatewayAuthError for no region, no token, or a URL with `http:` that leaves this machine
 */
export function gatewayFetch(gateway: Gateway, options: GatewayFetchOptions = {}): typeof fetch {
  const authenticator = authenticatorOf(gateway, options);
  const sessions = new Map<string, McpSession>();

  async function send(request: Outgoing): Promise<Response> {
    for (const [name, value] of Object.entries(sessionHeaders())) request.headers.set(name, value);
    const { protocol, hostname } = request.url;
    const { workloadAccessToken } = currentSession();
    if (workloadAccessToken && protocol === 'https:' && hostname.includes('.bedrock-agentcore.')) request.headers.set(WORKLOAD_TOKEN_HEADER, workloadAccessToken);
    await authenticator?.authenticate(request);
    return request.send();
  }

  async function again(request: Outgoing, refusal: Response): Promise<Response> {
    await refusal.body?.cancel();
    return send(request);
  }

  async function call(request: Outgoing): Promise<Response> {
    const { method } = request.message;
    const session = sessions.get(request.headers.get(HEADER) ?? '');
    session?.address(request);
    let response = await send(request);
    if (await authenticator?.renew(response.status)) response = await again(request, response);
    if (response.status === 404 && request.method === 'POST' && await session?.reopen(request, send)) response = await again(request, response);
    const opened = method === 'initialize' && response.headers.get(HEADER);
    if (opened) {
      if (sessions.size >= MAX_SESSIONS) sessions.delete(sessions.keys().next().value!);
      sessions.set(opened, new McpSession(request.body, opened));
    }
    return response.ok || request.method !== 'POST' ? response : explain(method, request, response);
  }

  /** What went wrong: thrown when the gateway refused the caller, which clients report without the reason, or as the JSON-RPC error that they show. */
  async function explain(method: string | undefined, request: Outgoing, response: Response): Promise<Response> {
    const content = await response.text();
    const told = parse(content) as { id?: unknown; error?: { code?: number; message?: string } };
    const error = typeof told.error === 'object' ? told.error : undefined;
    const clean = (text: string) => secretsOf(request).reduce((cleaned, secret) => cleaned.replaceAll(secret, '[removed]'), text);
    const message = `${describe(gateway)} returned ${response.status} to ${method}: ${error?.message ?? content.slice(0, BODY_CHARACTERS).trim()}`;
    if (response.status === 401 || response.status === 403) {
      throw new GatewayAuthError(clean(`${message} (${authenticator?.explain(gateway.details.arn) ?? 'sent no credentials: its auth type is NONE'})`));
    }
    const code = response.status === 404 && !request.headers.has(HEADER) ? METHOD_NOT_FOUND : INTERNAL_ERROR;
    const headers = new Headers(response.headers);
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
    headers.set('content-type', 'application/json');
    const body = error ? content : JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } });
    return new Response(clean(body), { status: response.status, statusText: response.statusText, headers });
  }

  return async (input, init) => {
    const request = await Outgoing.of(input, init);
    try {
      return await call(request);
    } catch (error) {
      const { name, message, cause } = error as Error & { cause?: Error };
      if (['AbortError', 'TimeoutError', 'GatewayAuthError'].includes(name)) throw error;
      const reason = name === 'TypeError' ? cause?.message || message : message; // "fetch failed", and the reason inside.
      throw new GatewayError(`${describe(gateway)} cannot be called: ${reason}`, { cause: error });
    }
  };
}

function authenticatorOf(gateway: Gateway, { credentials, token }: GatewayFetchOptions): Signer | Bearer | undefined {
  if (!token && gateway.authType === 'NONE') return undefined;
  if (isHttp(gateway.url) && !isLoopback(gateway.url)) {
    throw new GatewayAuthError(`${describe(gateway)} would get credentials unencrypted: use https`);
  }
  if (token) return new Bearer(token);
  if (gateway.authType === 'AWS_IAM') {
    if (!gateway.region) throw new GatewayAuthError(`no region to sign requests to ${describe(gateway)} for: set AWS_REGION, or pass \`region\``);
    return new Signer(gateway.region, credentials);
  }
  if (gateway.authType === 'CUSTOM_JWT' && gateway.details.credentialProvider) return new Bearer(identityToken(gateway));
  throw new GatewayAuthError(`${describe(gateway)} has auth type ${gateway.authType}: pass \`token\`, `
    + 'a function that returns a bearer token, such as `clientCredentials(…)`, or one that `withAccessToken` of bedrock-agentcore wraps');
}

/** AWS repeats in some refusals what it was sent. */
function secretsOf({ headers }: Outgoing): string[] {
  return ['authorization', 'x-amz-security-token', WORKLOAD_TOKEN_HEADER].flatMap((name) => headers.get(name)?.split(/Signature=|Bearer /).at(-1) ?? []);
}
