import { Attempt, GATEWAY_URL, http, refused, Reply, result, rpcError, run, silence, stream, tools } from './scripted-environment';

const MINUTE = 60_000;

test.each<[string, Attempt]>([
  ['a connection that is refused', { all: refused() }],
  ['a server that does not respond in time', { all: silence() }],
  ['an event stream that ends early', { all: stream(': hello\n\n') }],
  ['HTTP 404, the endpoint does not exist yet', { all: http(404, { message: 'No endpoint or agent found' }) }],
  ['HTTP 404 to the list, the session is gone', { list: http(404, { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } }) }],
  ['HTTP 408', { all: http(408) }],
  ['HTTP 409', { all: http(409) }],
  ['HTTP 424, the container is starting', { all: http(424, { message: 'Runtime initialization time exceeded.' }) }],
  ['HTTP 425', { all: http(425) }],
  ['HTTP 429', { all: http(429) }],
  ['HTTP 500', { all: http(500) }],
  ['HTTP 502', { all: http(502, '<html>Bad gateway</html>') }],
  ['HTTP 503', { all: http(503) }],
  ['HTTP 504', { list: http(504) }],
  ['JSON-RPC -32010 RuntimeClientError', { all: rpcError(-32010, 'Runtime health check failed') }],
  ['JSON-RPC -32010 inside HTTP 400', { all: http(400, { jsonrpc: '2.0', id: 1, error: { code: -32010, message: 'Runtime health check failed' } }) }],
  ['JSON-RPC -32603 internal error', { list: rpcError(-32603, 'An internal error occurred while processing the request.') }],
  ['JSON-RPC -32003 throttled', { all: rpcError(-32003, 'Rate exceeded') }],
  ['JSON-RPC -32004 not found', { all: rpcError(-32004, 'Not found') }],
  ['JSON-RPC -32005 conflict', { all: rpcError(-32005, 'Conflict') }],
  ["a server's own error code", { list: rpcError(4711, 'still warming up') }],
])('tries until the limit after %s', async (_, attempt) => {
  const { outcome, elapsedMs, environment } = await run([attempt]);

  expect(outcome.ready).toBe(false);
  expect(elapsedMs).toBeGreaterThan(290_000);
  expect(elapsedMs).toBeLessThanOrEqual(300_000);
  expect(environment.attemptsLogged).toBeGreaterThan(2);
});

test('retries until the limit while a gateway lacks the tools of one target', async () => {
  const { reason, elapsedMs } = await run([{ list: tools('weather___get_forecast') }], {
    kind: 'gateway', url: GATEWAY_URL, expectTools: ['weather___', 'pets___'],
  });

  expect(elapsedMs).toBeGreaterThan(290_000);
  expect(reason).toContain('no tool name starts with `pets___`; the gateway lists `weather___get_forecast`.');
});

test.each<[string, Reply]>([
  ['HTTP 403', http(403, { message: 'User is not authorized to perform bedrock-agentcore:InvokeAgentRuntime' }, { 'x-amzn-errortype': 'AccessDeniedException:' })],
  ['AccessDenied with HTTP 400', http(400, { message: 'no' }, { 'x-amzn-errortype': 'AccessDeniedException' })],
  ['JSON-RPC -32002', rpcError(-32002, 'Access denied')],
  ['a signature that is not accepted', http(403, { message: 'The request signature we calculated does not match the signature you provided.' })],
])('tries for a minute after %s, in case IAM has not heard of the role yet', async (_, initialize) => {
  const { outcome, elapsedMs, environment } = await run([{ initialize }]);

  expect(outcome.ready).toBe(false);
  expect(elapsedMs).toBeGreaterThan(MINUTE - 5_000);
  expect(elapsedMs).toBeLessThanOrEqual(MINUTE);
  expect(environment.attemptsLogged).toBeGreaterThan(5);
});

test('retries a denial for one minute, whatever the duration of the cold start before', async () => {
  const start = { all: http(424) };
  const { elapsedMs } = await run([start, start, start, start, start, { all: http(403) }]);

  expect(elapsedMs).toBeGreaterThan(MINUTE);
  expect(elapsedMs).toBeLessThan(2 * MINUTE);
});

test('retries a denial no longer than the limit of the whole check', async () => {
  const { elapsedMs } = await run([{ all: http(403) }], { timeoutMs: 10_000 });

  expect(elapsedMs).toBeLessThanOrEqual(10_000);
});

test('is ready once IAM has propagated the role', async () => {
  const { outcome } = await run([{ all: http(403) }, { all: http(403) }, {}]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
});

test.each<[string, Attempt, string]>([
  ['HTTP 401', { all: http(401, { message: 'Missing Authentication Token' }) }, 'requires a bearer token, but the readiness check signs its requests with SigV4'],
  ['JSON-RPC -32001', { all: rpcError(-32001, 'Missing Bearer token') }, 'requires a bearer token, but the readiness check signs its requests with SigV4'],
  ['an authorization method mismatch, whatever its status', { all: http(403, { message: 'Authorization method mismatch. The agent is configured for a different authorization method' }) }, 'requires a bearer token'],
  ['HTTP 400', { list: http(400, 'Bad Request') }, 'rejects the request as invalid'],
  ['HTTP 405', { all: http(405) }, 'does not accept POST'],
  ['HTTP 406', { all: http(406) }, 'text/event-stream'],
  ['JSON-RPC -32011', { all: rpcError(-32011, 'Not acceptable') }, 'text/event-stream'],
  ['HTTP 413', { all: http(413) }, 'rejects the request as invalid'],
  ['a redirect', { all: http(307, undefined, { location: 'https://elsewhere.example' }) }, 'rejects the request as invalid'],
  ['JSON-RPC -32601 to tools/list', { list: rpcError(-32601, 'Method not found') }, 'must declare the tools capability'],
  ['JSON-RPC -32006 validation', { list: rpcError(-32006, 'Invalid') }, 'rejects the request as invalid'],
  ['a web page', { all: http(200, '<html>hello</html>', { 'content-type': 'text/html' }) }, 'does not serve MCP'],
  ['an empty response', { all: http(200) }, 'does not serve MCP'],
  ['a response to another request', { list: () => new Response('{"jsonrpc":"2.0","id":99,"result":{"tools":[]}}') }, 'the response has id 99'],
  ['a response without a result', { list: () => new Response('{"jsonrpc":"2.0","id":3}') }, 'neither a result nor an error'],
  ['a list without tools', { list: result({}) }, 'has no list of tools'],
  ['a tool without a name', { list: result({ tools: [{ title: 'x' }] }) }, 'a tool has no name'],
  ['a handshake without a version', { initialize: result({}) }, 'has no protocolVersion'],
  ['a rejection of every version', { initialize: rpcError(-32601, 'Method not found') }, 'must support one of the MCP versions 2026-07-28, 2025-11-25, 2025-06-18, 2025-03-26.'],
  ['an event that is not JSON', { list: stream('data: oops\n\n') }, 'not a JSON-RPC message: oops'],
])('fails at once after %s', async (_, attempt, words) => {
  const { reason, environment } = await run([attempt]);

  expect(reason).toContain(words);
  expect(environment.attemptsLogged).toBe(1);
  expect(environment.waits).toEqual([]);
});

test('waits longer each time, up to fifteen seconds', async () => {
  const { environment } = await run([{ all: refused() }], { timeoutMs: 120_000 });

  expect(environment.waits.slice(0, 8)).toEqual([375, 750, 1500, 3000, 6000, 11250, 11250, 11250]);
});

test.each<[string, Record<string, string>]>([
  ['seconds', { 'retry-after': '40' }],
  ["a date of the server's clock", { 'retry-after': 'Thu, 01 Jan 2015 00:00:40 GMT', 'date': 'Thu, 01 Jan 2015 00:00:00 GMT' }],
])('waits as long as the server asks, in %s', async (_, headers) => {
  const { environment, outcome } = await run([{ all: http(503, '', headers) }, {}]);

  expect(environment.waits).toEqual([40_000]);
  expect(outcome.ready).toBe(true);
});

test('fails when Retry-After exceeds the limit', async () => {
  const { environment, reason } = await run([{ all: http(503, 'maintenance', { 'retry-after': '3600' }) }]);

  expect(environment.waits).toEqual([]);
  expect(reason).toContain('server/discover returned HTTP 503 (retry after 3600 s): maintenance');
});

test('allows one minute for a request, and never more than the remaining time of the check', async () => {
  const { environment, elapsedMs } = await run([{ list: silence() }], { timeoutMs: 100_000 });

  expect(elapsedMs).toBe(100_000);
  expect(environment.lines.map(({ method, limitMs }) => [method, limitMs])).toEqual([['tools/list', 60_000], ['tools/list', 39_625]]);
});

test('makes the last attempt just before the limit', async () => {
  const { environment, elapsedMs } = await run([{ all: refused() }], { timeoutMs: 10_000 });

  expect(elapsedMs).toBe(9_000);
  expect(environment.attemptsLogged).toBe(6);
});

test('recovers from a cold start', async () => {
  const { outcome, environment } = await run([{ all: refused() }, { all: http(424) }, { all: silence() }, { list: rpcError(-32010, 'x') }, {}]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
  expect(environment.lines.map((line) => line.outcome)).toEqual(['not ready', 'not ready', 'not ready', 'not ready', 'ready']);
});
