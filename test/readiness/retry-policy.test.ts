import { Attempt, GATEWAY_URL, http, refused, Reply, result, rpcError, run, silence, stream, tools } from './scripted-world';

const MINUTE = 60_000;

test.each<[string, Attempt]>([
  ['a connection that is refused', { initialize: refused() }],
  ['a server that does not answer in time', { initialize: silence() }],
  ['an event stream that ends early', { initialize: stream(': hello\n\n') }],
  ['HTTP 404, the endpoint does not exist yet', { initialize: http(404, { message: 'No endpoint or agent found' }) }],
  ['HTTP 404 to the list, the session is gone', { list: http(404, { jsonrpc: '2.0', id: null, error: { code: -32001, message: 'Session not found' } }) }],
  ['HTTP 408', { initialize: http(408) }],
  ['HTTP 409', { initialize: http(409) }],
  ['HTTP 424, the container is starting', { initialize: http(424, { message: 'Runtime initialization time exceeded.' }) }],
  ['HTTP 425', { initialize: http(425) }],
  ['HTTP 429', { initialize: http(429) }],
  ['HTTP 500', { initialize: http(500) }],
  ['HTTP 502', { initialize: http(502, '<html>Bad gateway</html>') }],
  ['HTTP 503', { initialize: http(503) }],
  ['HTTP 504', { list: http(504) }],
  ['JSON-RPC -32010 RuntimeClientError', { initialize: rpcError(-32010, 'Runtime health check failed') }],
  ['JSON-RPC -32010 inside HTTP 400', { initialize: http(400, { jsonrpc: '2.0', id: 1, error: { code: -32010, message: 'Runtime health check failed' } }) }],
  ['JSON-RPC -32603 internal error', { list: rpcError(-32603, 'An internal error occurred while processing the request.') }],
  ['JSON-RPC -32003 throttled', { initialize: rpcError(-32003, 'Rate exceeded') }],
  ['JSON-RPC -32004 not found', { initialize: rpcError(-32004, 'Not found') }],
  ['JSON-RPC -32005 conflict', { initialize: rpcError(-32005, 'Conflict') }],
  ["a server's own error code", { list: rpcError(4711, 'still warming up') }],
])('tries until the limit after %s', async (_, attempt) => {
  const { outcome, elapsedMs, world } = await run([attempt]);

  expect(outcome.ready).toBe(false);
  expect(elapsedMs).toBeGreaterThan(290_000);
  expect(elapsedMs).toBeLessThanOrEqual(300_000);
  expect(world.attemptsLogged).toBeGreaterThan(4);
});

test('tries until the limit while a gateway lacks tools of one target', async () => {
  const { reason, elapsedMs } = await run([{ list: tools('weather___get_forecast') }], {
    kind: 'gateway', url: GATEWAY_URL, expectTools: ['weather___', 'pets___'],
  });

  expect(elapsedMs).toBeGreaterThan(290_000);
  expect(reason).toContain('no tool starts with pets___; among those it lists: weather___get_forecast');
});

test.each<[string, Reply]>([
  ['HTTP 403', http(403, { message: 'User is not authorized to perform bedrock-agentcore:InvokeAgentRuntime' }, { 'x-amzn-errortype': 'AccessDeniedException:' })],
  ['AccessDenied with HTTP 400', http(400, { message: 'no' }, { 'x-amzn-errortype': 'AccessDeniedException' })],
  ['JSON-RPC -32002', rpcError(-32002, 'Access denied')],
  ['a signature that is not accepted', http(403, { message: 'The request signature we calculated does not match the signature you provided.' })],
])('tries for a minute after %s, in case IAM has not heard of the role yet', async (_, initialize) => {
  const { outcome, elapsedMs, world } = await run([{ initialize }]);

  expect(outcome.ready).toBe(false);
  expect(elapsedMs).toBeGreaterThan(MINUTE - 5_000);
  expect(elapsedMs).toBeLessThanOrEqual(MINUTE);
  expect(world.attemptsLogged).toBeGreaterThan(5);
});

test('gives a denial its minute however long the cold start before it took', async () => {
  const start = { initialize: http(424) };
  const { elapsedMs } = await run([start, start, start, start, start, { initialize: http(403) }]);

  expect(elapsedMs).toBeGreaterThan(MINUTE);
  expect(elapsedMs).toBeLessThan(2 * MINUTE);
});

test('a denial never outlives the limit of the whole check', async () => {
  const { elapsedMs } = await run([{ initialize: http(403) }], { timeoutMs: 10_000 });

  expect(elapsedMs).toBeLessThanOrEqual(10_000);
});

test('is ready once IAM has heard of the role', async () => {
  const { outcome } = await run([{ initialize: http(403) }, { initialize: http(403) }, {}]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
});

test.each<[string, Attempt, string]>([
  ['HTTP 401', { initialize: http(401, { message: 'Missing Authentication Token' }) }, 'wants a bearer token; the check signs with SigV4'],
  ['JSON-RPC -32001', { initialize: rpcError(-32001, 'Missing Bearer token') }, 'wants a bearer token; the check signs with SigV4'],
  ['an authorization method mismatch, whatever its status', { initialize: http(403, { message: 'Authorization method mismatch. The agent is configured for a different authorization method' }) }, 'wants a bearer token'],
  ['HTTP 400', { list: http(400, 'Bad Request') }, 'refuses the request itself'],
  ['HTTP 405', { initialize: http(405) }, 'takes no POST'],
  ['HTTP 406', { initialize: http(406) }, 'text/event-stream'],
  ['JSON-RPC -32011', { initialize: rpcError(-32011, 'Not acceptable') }, 'text/event-stream'],
  ['HTTP 413', { initialize: http(413) }, 'refuses the request itself'],
  ['a redirect', { initialize: http(307, undefined, { location: 'https://elsewhere.example' }) }, 'refuses the request itself'],
  ['JSON-RPC -32601 to tools/list', { list: rpcError(-32601, 'Method not found') }, 'must declare the tools capability'],
  ['JSON-RPC -32006 validation', { list: rpcError(-32006, 'Invalid') }, 'refuses the request itself'],
  ['a web page', { initialize: http(200, '<html>hello</html>', { 'content-type': 'text/html' }) }, 'no MCP server'],
  ['an empty answer', { initialize: http(200) }, 'no MCP server'],
  ['an answer to another request', { list: () => new Response('{"jsonrpc":"2.0","id":99,"result":{"tools":[]}}') }, 'it carries id 99'],
  ['an answer without a result', { list: () => new Response('{"jsonrpc":"2.0","id":2}') }, 'neither a result nor an error'],
  ['a list without tools', { list: result({}) }, 'has no list of tools'],
  ['a tool without a name', { list: result({ tools: [{ title: 'x' }] }) }, 'a tool without a name'],
  ['a handshake without a version', { initialize: result({}) }, 'names no protocolVersion'],
  ['an event that is not JSON', { list: stream('data: oops\n\n') }, 'not a JSON-RPC message: oops'],
])('fails at once after %s', async (_, attempt, words) => {
  const { reason, world } = await run([attempt]);

  expect(reason).toContain(words);
  expect(world.attemptsLogged).toBe(1);
  expect(world.waits).toEqual([]);
});

test('waits longer each time, up to fifteen seconds', async () => {
  const { world } = await run([{ initialize: refused() }], { timeoutMs: 120_000 });

  expect(world.waits.slice(0, 8)).toEqual([375, 750, 1500, 3000, 6000, 11250, 11250, 11250]);
});

test.each<[string, Record<string, string>]>([
  ['seconds', { 'retry-after': '40' }],
  ["a date of the server's clock", { 'retry-after': 'Thu, 01 Jan 2015 00:00:40 GMT', 'date': 'Thu, 01 Jan 2015 00:00:00 GMT' }],
])('waits as long as the server asks, in %s', async (_, headers) => {
  const { world, outcome } = await run([{ initialize: http(503, '', headers) }, {}]);

  expect(world.waits).toEqual([40_000]);
  expect(outcome.ready).toBe(true);
});

test('gives up when the server asks to wait beyond the limit', async () => {
  const { world, reason } = await run([{ initialize: http(503, 'maintenance', { 'retry-after': '3600' }) }]);

  expect(world.waits).toEqual([]);
  expect(reason).toContain('HTTP 503 to initialize (try again in 3600 s): maintenance');
});

test('allows a request a minute, and never more than the check has left', async () => {
  const { world, elapsedMs } = await run([{ initialize: silence() }], { timeoutMs: 100_000 });

  expect(elapsedMs).toBe(100_000);
  expect(world.lines.map(({ words }) => words)).toEqual(['within 60 s', 'within 39.6 s']);
});

test('makes the last attempt just before the limit', async () => {
  const { world, elapsedMs } = await run([{ initialize: refused() }], { timeoutMs: 10_000 });

  expect(elapsedMs).toBe(9_000);
  expect(world.attemptsLogged).toBe(6);
});

test('recovers from a cold start', async () => {
  const { outcome, world } = await run([{ initialize: refused() }, { initialize: http(424) }, { initialize: silence() }, { list: rpcError(-32010, 'x') }, {}]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
  expect(world.lines.map((line) => line.outcome)).toEqual(['not ready', 'not ready', 'not ready', 'not ready', 'ready']);
});
