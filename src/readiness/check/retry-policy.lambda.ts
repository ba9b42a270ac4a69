import { Failure } from './failure.lambda';

/** For how long a failure is worth another attempt. */
export type Retry =
  | 'until-the-limit'
  /** It may be IAM that has not heard of the check's own role yet; it may as well be a permission that nobody gives. */
  | 'briefly'
  | 'never';

export interface RetryDecision {
  readonly retry: Retry;
  /** What the failure means or what to do about it, one sentence; may be empty. */
  readonly advice: string;
  /** The service itself refused, so the server behind it knows nothing of the request and its log has nothing to show. */
  readonly refusedByService?: boolean;
}

/** IAM answers for a new role within seconds as a rule; a minute is generous. */
export const BRIEFLY_MS = 60_000;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** Less time than this is not worth an attempt. */
const SHORTEST_ATTEMPT_MS = 1_000;

interface Rule extends RetryDecision {
  readonly applies: (failure: Failure) => boolean;
}

/** The first rule that applies decides. JSON-RPC codes are MCP's and those of AgentCore Runtime, which sends most of them with HTTP 200. */
const RULES: Rule[] = [
  {
    // The service words this differently with each status.
    applies: (failure) => is(failure, 401, -32001) || (fromServer(failure) && /authorization method mismatch|bearer token/i.test(failure.words)),
    retry: 'never',
    advice: 'The server wants a bearer token; the check signs with SigV4, so it needs IAM as inbound authorization.',
    refusedByService: true,
  },
  {
    applies: ({ code, step }) => code === -32601 && step === 'tools/list',
    retry: 'never',
    advice: 'The server knows no tools/list: it must declare the tools capability to be a target.',
  },
  {
    applies: ({ code }) => code === -32601,
    retry: 'never',
    advice: 'The server does not speak MCP as this check knows it.',
  },
  {
    applies: (failure) => fromServer(failure) && /signature (we calculated|does not match|expired)|InvalidSignature|SignatureDoesNotMatch/i.test(failure.words),
    retry: 'briefly',
    advice: 'The signature was not accepted: check that Region and Service are those of the URL.',
    refusedByService: true,
  },
  {
    applies: (failure) => is(failure, 403, -32002) || (failure.status === 400 && /AccessDenied/i.test(failure.words)),
    retry: 'briefly',
    advice: 'The role of the check may not invoke it: look for a missing grant, a resource policy or a service control policy.',
    refusedByService: true,
  },
  {
    applies: (failure) => is(failure, 424, -32010),
    retry: 'until-the-limit',
    advice: 'The container does not start, or does not answer MCP on port 8000 at /mcp.',
  },
  {
    applies: (failure) => is(failure, 429, -32003),
    retry: 'until-the-limit',
    advice: 'The service throttles the calls.',
  },
  {
    applies: (failure) => is(failure, 404, -32004),
    retry: 'until-the-limit',
    advice: 'Nothing is there under this URL yet.',
  },
  {
    applies: (failure) => is(failure, 409, -32005) || is(failure, 408) || is(failure, 425),
    retry: 'until-the-limit',
    advice: '',
  },
  {
    applies: (failure) => (failure.status ?? 0) >= 500 || is(failure, undefined, -32603),
    retry: 'until-the-limit',
    advice: '',
  },
  {
    applies: (failure) => is(failure, 406, -32011),
    retry: 'never',
    advice: 'The server must answer "Accept: application/json, text/event-stream".',
  },
  {
    applies: (failure) => is(failure, 405),
    retry: 'never',
    advice: 'The URL takes no POST: it is no MCP endpoint over streamable HTTP.',
  },
  {
    // Parse error, invalid request, invalid parameters, validation: the same request would meet the same answer.
    applies: ({ status, code }) => status !== undefined || [-32700, -32600, -32602, -32006].includes(code ?? 0),
    retry: 'never',
    advice: 'The server refuses the request itself, so trying again would not help.',
  },
  {
    applies: ({ kind }) => kind === 'protocol',
    retry: 'never',
    advice: 'What answers there is no MCP server over streamable HTTP.',
  },
  {
    applies: ({ kind }) => kind === 'tools-missing',
    retry: 'until-the-limit',
    advice: 'The gateway has not taken over the tools of all its targets.',
  },
  // No connection, no answer in time, a server's own error code: starting servers do all of it.
  { applies: () => true, retry: 'until-the-limit', advice: '' },
];

export function retryDecision(failure: Failure): RetryDecision {
  // The last rule applies to everything.
  return RULES.find((rule) => rule.applies(failure))!;
}

/** How long to wait before the next attempt, or undefined if none fits before `until`. */
export function waitBefore(failure: Failure, attempt: number, random: number, now: number, until: number): number | undefined {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  const backoff = longest * (0.5 + random / 2);
  const latest = until - now - SHORTEST_ATTEMPT_MS;
  // The last attempt comes just before the end, but never earlier than the server allows.
  const wait = Math.max(Math.min(backoff, latest), failure.retryAfterMs ?? 0);
  return latest > 0 && wait <= latest ? wait : undefined;
}

/** With HTTP 400 a known code says more than the status; with any other status the status decides. */
function is({ status, code }: Failure, wantedStatus: number | undefined, wantedCode?: number): boolean {
  if (status !== undefined && status !== 400) return status === wantedStatus;
  return code !== undefined && code === wantedCode;
}

function fromServer({ kind }: Failure): boolean {
  return kind === 'http' || kind === 'json-rpc';
}
