import { AttemptFailure } from './failure.lambda';
import { MCP_VERSIONS } from '../../service/mcp-versions';

/** How long to retry after a failure. */
export type Retry =
  | 'until-the-limit'
  /** May be IAM propagation delay for the check's role, or a permission that is really missing. */
  | 'briefly'
  | 'never';

interface RetryDecision {
  readonly retry: Retry;
  /** What the failure means or how to fix it, in one sentence. May be empty. */
  readonly fix: string;
  /** The service itself rejected the request, so the server's log has no entry for it. */
  readonly rejectedByService?: boolean;
}

/** IAM usually propagates a new role within seconds. */
export const BRIEFLY_MS = 60_000;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The minimum time for an attempt. */
const SHORTEST_ATTEMPT_MS = 1_000;

interface Rule extends RetryDecision {
  readonly applies: (failure: AttemptFailure) => boolean;
}

/** The first rule that applies decides. The JSON-RPC codes are those of MCP and of AgentCore Runtime, which returns most of them with HTTP 200. */
const RULES: Rule[] = [
  {
    // The message of the service differs by status.
    applies: (failure) => is(failure, 401, -32001) || (fromServer(failure) && /authorization method mismatch|bearer token/i.test(failure.words)),
    retry: 'never',
    fix: 'The server requires a bearer token, but the readiness check signs its requests with SigV4: use IAM as inbound authorization.',
    rejectedByService: true,
  },
  {
    applies: ({ code, method }) => code === -32601 && method === 'tools/list',
    retry: 'never',
    fix: 'The server does not implement tools/list: it must declare the tools capability to be a target.',
  },
  {
    applies: ({ code }) => code === -32601 || code === -32022,
    retry: 'never',
    fix: `The server must support one of the MCP versions ${MCP_VERSIONS.join(', ')}.`,
  },
  {
    applies: (failure) => fromServer(failure) && /signature (we calculated|does not match|expired)|InvalidSignature|SignatureDoesNotMatch/i.test(failure.words),
    retry: 'briefly',
    fix: 'The service rejects the signature: check that Region and Service of the check match the URL.',
    rejectedByService: true,
  },
  {
    applies: (failure) => is(failure, 403, -32002) || (failure.status === 400 && /AccessDenied/i.test(failure.words)),
    retry: 'briefly',
    fix: "The readiness check's role is not allowed to invoke it: check for a missing grant, or a deny in a resource policy or service control policy, or turn the check off (`waitUntilReady: false`).",
    rejectedByService: true,
  },
  {
    applies: (failure) => is(failure, 424, -32010),
    retry: 'until-the-limit',
    fix: 'The container does not start, or does not serve MCP on port 8000 at /mcp.',
  },
  {
    applies: (failure) => is(failure, 429, -32003),
    retry: 'until-the-limit',
    fix: 'The service throttles the requests.',
  },
  {
    applies: (failure) => is(failure, 404, -32004),
    retry: 'until-the-limit',
    fix: 'The endpoint does not exist yet.',
  },
  {
    applies: (failure) => is(failure, 409, -32005) || is(failure, 408) || is(failure, 425),
    retry: 'until-the-limit',
    fix: '',
  },
  {
    applies: (failure) => (failure.status ?? 0) >= 500 || is(failure, undefined, -32603),
    retry: 'until-the-limit',
    fix: '',
  },
  {
    applies: (failure) => is(failure, 406, -32011),
    retry: 'never',
    fix: 'The server must accept requests with the header "Accept: application/json, text/event-stream".',
  },
  {
    applies: (failure) => is(failure, 405),
    retry: 'never',
    fix: 'The URL does not accept POST requests, so it is not an MCP endpoint over Streamable HTTP.',
  },
  {
    // Parse error, invalid request, invalid params, validation error: a retry returns the same response.
    applies: ({ status, code }) => status !== undefined || [-32700, -32600, -32602, -32006].includes(code ?? 0),
    retry: 'never',
    fix: 'The server rejects the request as invalid, so a retry does not help.',
  },
  {
    applies: ({ kind }) => kind === 'protocol',
    retry: 'never',
    fix: 'The URL does not serve MCP over Streamable HTTP as specified.',
  },
  {
    applies: ({ kind }) => kind === 'tools-missing',
    retry: 'until-the-limit',
    fix: 'The gateway does not list the tools of all its targets yet.',
  },
  // No connection, no response in time, a server-defined error code: all are possible while a server starts.
  { applies: () => true, retry: 'until-the-limit', fix: '' },
];

export function retryDecision(failure: AttemptFailure): RetryDecision {
  // The last rule always applies.
  return RULES.find((rule) => rule.applies(failure))!;
}

/** How long to wait before the next attempt; undefined when there is no time for one before `until`. */
export function waitBefore(failure: AttemptFailure, attempt: number, random: number, now: number, until: number): number | undefined {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const backoff = longest * (0.5 + random / 2);
  const latest = until - now - SHORTEST_ATTEMPT_MS;
  // The last attempt is just before the end, but never earlier than `Retry-After` allows.
  const wait = Math.max(Math.min(backoff, latest), failure.retryAfterMs ?? 0);
  return latest > 0 && wait <= latest ? wait : undefined;
}

/** With HTTP 400, the JSON-RPC code is more specific than the status. Every other status decides alone. */
function is({ status, code }: AttemptFailure, wantedStatus: number | undefined, wantedCode?: number): boolean {
  if (status !== undefined && status !== 400) return status === wantedStatus;
  return code !== undefined && code === wantedCode;
}

function fromServer({ kind }: AttemptFailure): boolean {
  return kind === 'http' || kind === 'json-rpc';
}
