import { chunked, endless, failureOf, http, json, Reply, reset, rpcError, ScriptedServer, silence, stream } from './scripted-server';

async function failureAfter(reply: Reply, limitMs = 5_000) {
  const server = await ScriptedServer.start({ 'tools/list': reply });
  return failureOf(server.impatientClient('tools/list', limitMs).listTools());
}

const MIB = 1024 * 1024;
const LIST = '{"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"grüße"}]}}';

test.each<[string, Reply]>([
  ['after other messages and comments', stream(
    ': comment\r\nid: 1\r\ndata:\r\n\r\n',
    'event: message\r\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{}}\r\n\r\n',
    `data: ${LIST}\n\n`,
  )],
  ['over several lines and chunks', chunked('data: {"jsonrpc":"2.0","id":3,\ndata: "result":{"to', 'ols":[{"name":"grüße"}]}}\n', '\n')],
  ['split inside a character', chunked(...cut(Buffer.from(`data: ${LIST}\n\n`), 'ü'))],
])('finds the response on an event stream, %s', async (_, reply) => {
  const server = await ScriptedServer.start({ 'tools/list': reply });

  expect(await server.client().listTools()).toEqual([{ name: 'grüße' }]);
});

test('finds the response on an event stream that stays open', async () => {
  const server = await ScriptedServer.start({
    'tools/list': (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${LIST}\n\n`),
  });

  expect(await server.client().listTools()).toHaveLength(1);
});

test.each<[string, Reply]>([
  ['JSON', http(200, list(15 * MIB), { 'content-type': 'application/json' })],
  ['one event', stream(`data: ${list(15 * MIB)}\n\n`)],
])('reads a list of 15 MiB in %s', async (_, reply) => {
  const server = await ScriptedServer.start({ 'tools/list': reply });

  expect(await server.client().listTools()).toHaveLength(1);
});

test.each<[string, Reply, string]>([
  ['to another request', json({ id: 99, result: { tools: [] } }), 'the response has id 99 instead of 3'],
  ['to another request, on an event stream', stream('data: {"jsonrpc":"2.0","id":99,"result":{"tools":[]}}\n\n'), 'the response has id 99 instead of 3'],
  ['without a result', json({}), 'neither a result nor an error: {"jsonrpc":"2.0","id":3}'],
  ['that is a web page', http(200, '<html>hello</html>', { 'content-type': 'text/html' }), 'HTTP 200 with content type text/html: <html>hello</html>'],
  ['that is truncated', http(200, '{"jsonrpc":"2.0","id":3,"result":{"tools":['), 'HTTP 200 with content type none: {"jsonrpc":"2.0","id":3,"result":{"tools":['],
  ['that is empty', http(200), 'HTTP 200 with content type none: (empty body)'],
  ['that is an array of responses', http(200, '[]'), 'HTTP 200 with content type none: []'],
  ['with an event that is not a message', stream('data: oops\n\n'), 'an event is not a JSON-RPC message: oops'],
  ['of 17 MB', http(200, list(17_000_000)), 'the body exceeds 16 MiB'],
  ['of 17 MB on an event stream', stream(`data: ${list(17_000_000)}\n\n`), 'the body exceeds 16 MiB'],
  ['that is endless', endless(' '.repeat(MIB), 'application/json'), 'the body exceeds 16 MiB'],
  ['that is an endless stream of comments', endless(`: ${'-'.repeat(MIB)}\n`, 'text/event-stream'), 'the body exceeds 16 MiB'],
  ['that is an endless stream of notifications', endless(`data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"x":"${'-'.repeat(MIB)}"}}\n\n`, 'text/event-stream'), 'the body exceeds 16 MiB'],
])('fails after a response %s', async (_, reply, words) => {
  expect(await failureAfter(reply)).toEqual({ method: 'tools/list', kind: 'protocol', words });
});

test.each<[string, Reply, object]>([
  ['with its own code', rpcError(4711, 'still warming up'), { code: 4711, words: 'still warming up' }],
  ['with data', rpcError(-32601, 'Method not found', { hint: 'x' }), { code: -32601, data: { hint: 'x' }, words: 'Method not found ({"hint":"x"})' }],
  ['with data that is a string', rpcError(-32601, 'no', 'why'), { code: -32601, data: 'why', words: 'no (why)' }],
  ['with another id, from a service that fails before it parses the request', json({ id: 0, error: { code: -32601, message: 'nope' } }), { code: -32601, words: 'nope' }],
  ['on an event stream, without an id', stream('data: {"jsonrpc":"2.0","id":null,"error":{"code":-32603,"message":"nope"}}\n\n'), { code: -32603, words: 'nope' }],
  ['without a code', json({ error: { message: 'hm' } }), { words: 'hm' }],
  ['without a message', json({ error: { code: 1 } }), { code: 1, words: '(no message)' }],
])('fails after a JSON-RPC error %s', async (_, reply, failure) => {
  expect(await failureAfter(reply)).toEqual({ method: 'tools/list', kind: 'json-rpc', ...failure });
});

test.each<[string, Reply, object]>([
  ['401', http(401, { jsonrpc: '2.0', id: 0, error: { code: -32001, message: 'Missing Bearer token' } }), { status: 401, code: -32001, words: 'Missing Bearer token' }],
  ['403 of an AWS service', http(403, { Message: 'User is not authorized' }, { 'x-amzn-errortype': 'AccessDeniedException:http://internal/' }),
    { status: 403, words: 'AccessDeniedException: User is not authorized' }],
  ['404 of an AWS service', http(404, { message: 'No endpoint or agent found' }), { status: 404, words: 'No endpoint or agent found' }],
  ['418 with text', http(418, "I'm a teapot"), { status: 418, words: "I'm a teapot" }],
  ['418 with an error that is not a JSON-RPC error', http(418, { error: 'out of tea' }), { status: 418, words: '{"error":"out of tea"}' }],
  ['502 without a body', http(502), { status: 502, words: 'Bad Gateway' }],
  ['429 with seconds', http(429, 'slow down', { 'retry-after': '40' }), { status: 429, words: 'slow down', retryAfterMs: 40_000 }],
  ["503 with a date of the server's clock", http(503, 'x', { 'retry-after': 'Thu, 01 Jan 2015 00:00:40 GMT', 'date': 'Thu, 01 Jan 2015 00:00:00 GMT' }),
    { status: 503, words: 'x', retryAfterMs: 40_000 }],
  ['503 with a date that has passed', http(503, 'x', { 'retry-after': 'Thu, 01 Jan 2015 00:00:00 GMT', 'date': 'Thu, 01 Jan 2015 00:00:40 GMT' }), { status: 503, words: 'x' }],
  ['503 with an invalid Retry-After', http(503, 'x', { 'retry-after': 'soon' }), { status: 503, words: 'x' }],
])('fails after HTTP %s', async (_, reply, failure) => {
  expect(await failureAfter(reply)).toEqual({ method: 'tools/list', kind: 'http', ...failure });
});

test.each<[string, Reply, string]>([
  ['resets the connection', reset(), 'ECONNRESET'],
  ['resets the connection during the response', (response) => { response.writeHead(200, { 'content-length': '100' }).write('{'); setImmediate(() => response.destroy()); }, 'other side closed'],
  ['ends its event stream early', stream(': hello\n\n'), 'the event stream ended before the response'],
])('fails when the server %s', async (_, reply, words) => {
  expect(await failureAfter(reply)).toEqual({ method: 'tools/list', kind: 'unreachable', words: expect.stringContaining(words) });
});

test('fails when the port is closed', async () => {
  const server = await ScriptedServer.start();
  const client = server.client();
  server.close();

  expect(await failureOf(client.listTools())).toEqual({ method: 'server/discover', kind: 'unreachable', words: expect.stringMatching(/^connect ECONNREFUSED 127\.0\.0\.1:/) });
});

test.each<[string, Reply]>([
  ['does not respond', silence()],
  ['sends an event stream without the response', (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const ticking = setInterval(() => response.write(': tick\n'), 10);
    response.on('close', () => clearInterval(ticking));
  }],
])('fails in time when the server %s', async (_, reply) => {
  expect(await failureAfter(reply, 200)).toEqual({ method: 'tools/list', kind: 'timeout', words: 'no complete response within 0.2 s', limitMs: 200 });
});

/** A list of one tool, so many characters long. */
function list(length: number): string {
  return `{"jsonrpc":"2.0","id":3,"result":{"tools":[{"name":"a","description":"${'x'.repeat(length - 100)}"}]}}`;
}

/** Two parts of a text, cut inside a character of several bytes. */
function cut(bytes: Buffer, character: string): [Buffer, Buffer] {
  const at = bytes.indexOf(character) + 1;
  return [bytes.subarray(0, at), bytes.subarray(at)];
}
