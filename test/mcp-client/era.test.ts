import { discovered, failureOf, http, json, Reply, reset, result, rpcError, ScriptedServer, silence, tools } from './scripted-server';

const SILENCE = silence();

/** Milliseconds. */
const waitFor = (reply: Reply) => reply === SILENCE ? 100 : 5_000;

const STATELESS = { 'tools/list': result({ resultType: 'complete', tools: [{ name: 'echo' }] }) };

test.each([
  ['no other version', ['2026-07-28']],
  ['a version with handshake too', ['2025-11-25', '2026-07-28']],
  ['versions that the client does not know', ['2027-07-28', '2026-07-28']],
])('uses 2026-07-28 with a server that supports it and %s', async (_, versions) => {
  const server = await ScriptedServer.start({ 'server/discover': discovered(...versions), ...STATELESS });
  await server.client().listTools();

  expect(server.names).toEqual(['server/discover', 'tools/list']);
});

test.each<[string, Reply]>([
  ['HTTP 400 and text', http(400, 'Bad Request: Unsupported protocol version')],
  ['HTTP 400 without a body', http(400)],
  ['HTTP 400 and a JSON-RPC error', rpcError(-32000, 'Bad Request: Mcp-Session-Id header is required', undefined, 400)],
  ['HTTP 404', http(404)],
  ['HTTP 404 and "method not found"', rpcError(-32601, 'Method not found', undefined, 404)],
  ['HTTP 422', http(422, 'expect initialize request')],
  ['"method not found"', rpcError(-32601, 'Method not found')],
  ['"invalid parameters"', rpcError(-32602, 'Invalid request parameters')],
  ['"unsupported version" without versions', rpcError(-32022, 'Unsupported protocol version')],
  ['HTTP 202 without a body', http(202)],
  ['a web page', http(200, '<html>')],
  ['a result without versions', result({})],
])('uses the handshake with a server that responds to server/discover with %s', async (_, discover) => {
  const server = await ScriptedServer.start({ 'server/discover': discover });
  await server.client().listTools();

  expect(server.names).toEqual(['server/discover', 'initialize', 'notifications/initialized', 'tools/list']);
});

test.each<[string, Reply]>([
  ['rejects 2026-07-28 and names', rpcError(-32022, 'Unsupported protocol version', { supported: ['2025-03-26', '2025-06-18'], requested: '2026-07-28' }, 400)],
  ['discovers', discovered('2025-03-26', '2025-06-18')],
])('offers the newest of the versions that the server %s', async (_, discover) => {
  const server = await ScriptedServer.start({ 'server/discover': discover });
  await server.client().listTools();

  expect(server.of('initialize').map(({ rpc }) => rpc!.params!.protocolVersion)).toEqual(['2025-06-18']);
});

test.each<[string, Reply, object]>([
  ['HTTP 401', http(401), { kind: 'http', status: 401 }],
  ['HTTP 403', http(403), { kind: 'http', status: 403 }],
  ['HTTP 429', http(429), { kind: 'http', status: 429 }],
  ['HTTP 503 with Retry-After', http(503, '', { 'retry-after': '5' }), { kind: 'http', status: 503, retryAfterMs: 5_000 }],
  ['a reset connection', reset(), { kind: 'unreachable' }],
])('sends no other request after %s', async (_, discover, failure) => {
  const server = await ScriptedServer.start({ 'server/discover': discover });

  expect(await failureOf(server.client().listTools())).toMatchObject({ method: 'server/discover', ...failure });
  expect(server.names).toEqual(['server/discover']);
});

const UNCLEAR: [string, Reply, object][] = [
  ['HTTP 408', http(408), { status: 408 }],
  ['HTTP 424, as AgentCore Runtime responds while a container starts', http(424), { status: 424 }],
  ['HTTP 500', rpcError(-32603, 'Internal error', undefined, 500), { status: 500, code: -32603 }],
  ['HTTP 503', http(503), { status: 503 }],
  ['an internal error, as AgentCore Runtime responds when a container rejects a request', rpcError(-32603, 'An internal error occurred'), { kind: 'json-rpc', code: -32603 }],
  ['a server-defined error', rpcError(-32010, 'Runtime health check failed'), { kind: 'json-rpc', code: -32010 }],
  ['no response', SILENCE, { kind: 'timeout', limitMs: 100 }],
];

test.each(UNCLEAR)('uses the handshake with a server that responds to server/discover with %s', async (_, discover) => {
  const server = await ScriptedServer.start({ 'server/discover': discover });

  expect(await server.impatientClient('server/discover', waitFor(discover)).listTools()).toHaveLength(1);
});

test.each(UNCLEAR)('reports %s when the server rejects the handshake too', async (_, discover, failure) => {
  const server = await ScriptedServer.start({ 'server/discover': discover, 'initialize': rpcError(-32022, 'Unsupported protocol version', { supported: ['2026-07-28'] }, 400) });

  expect(await failureOf(server.impatientClient('server/discover', waitFor(discover)).listTools())).toMatchObject({ method: 'server/discover', ...failure });
});

test.each<[string, Reply, object]>([
  ['HTTP 424', http(424), { method: 'initialize', status: 424 }],
  ['an invalid response', result({}), { method: 'initialize', kind: 'protocol' }],
  ['no response', SILENCE, { method: 'server/discover', status: 500 }],
])('reports the more specific error: HTTP 500 to server/discover or %s to initialize', async (_, initialize, failure) => {
  const server = await ScriptedServer.start({ 'server/discover': http(500), initialize });

  expect(await failureOf(server.impatientClient('initialize', waitFor(initialize)).listTools())).toMatchObject(failure);
});

test.each<[string, Reply, string]>([
  ['a header mismatch', rpcError(-32020, 'Header mismatch', undefined, 400), 'server/discover returned HTTP 400 with JSON-RPC error -32020: Header mismatch'],
  ['a missing client capability', rpcError(-32021, 'Missing capability', undefined, 400), 'server/discover returned HTTP 400 with JSON-RPC error -32021: Missing capability'],
  ['only newer versions', discovered('2027-07-28'), 'server/discover returned an invalid MCP response: the server supports only ["2027-07-28"]'],
  ['an error that names only newer versions', rpcError(-32022, 'Unsupported protocol version', { supported: ['2027-07-28'] }, 400),
    'server/discover returned HTTP 400 with JSON-RPC error -32022: Unsupported protocol version ({"supported":["2027-07-28"]})'],
])('never uses the handshake with a server that responds to server/discover with %s', async (_, discover, message) => {
  const server = await ScriptedServer.start({ 'server/discover': discover });

  await expect(server.client().listTools()).rejects.toThrow(message);
  expect(server.names).toEqual(['server/discover']);
});

test('sends the required metadata with each request of 2026-07-28', async () => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), ...STATELESS });
  await server.client().listTools();

  for (const { headers, rpc } of server.received) {
    expect(headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-method': rpc!.method, 'accept': 'application/json, text/event-stream' });
    expect(rpc!.params!._meta).toEqual({
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    });
  }
});

test('treats a result of 2026-07-28 without resultType as complete', async () => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), 'tools/list': tools('echo') });

  expect(await server.client().listTools()).toHaveLength(1);
});

test('rejects a result that requests input, which a client without capabilities cannot provide', async () => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), 'tools/list': result({ resultType: 'input_required', inputRequests: {} }) });

  await expect(server.client().listTools()).rejects.toThrow('tools/list returned an invalid MCP response: the resultType is "input_required" instead of "complete"');
});

test('keeps the metadata of a request', async () => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), 'tools/call': result({ content: [] }) });
  await server.client().withSession((session) => session.request('tools/call', { name: 'echo', _meta: { traceparent: '00-1-2-01' } }));

  expect(server.of('tools/call')[0].rpc!.params!._meta).toMatchObject({ 'traceparent': '00-1-2-01', 'io.modelcontextprotocol/protocolVersion': '2026-07-28' });
});

test.each([
  ['prompts/get', { name: 'greet' }, 'greet'],
  ['resources/read', { uri: 'file:///a' }, 'file:///a'],
  ['prompts/list', { name: 'no name of anything' }, undefined],
])('copies the name in %s to a header', async (method, params, name) => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), [method]: result({}) });
  await server.client().withSession((session) => session.request(method, params));

  expect(server.of(method)[0].headers['mcp-name']).toBe(name);
});

test('sends server/discover again after a failure, because the server may have been replaced', async () => {
  const server = await ScriptedServer.start();
  const client = server.client();
  await client.listTools();
  server.script = { 'server/discover': discovered('2026-07-28'), 'initialize': json({ error: { code: -32022, message: 'gone' } }, { status: 400 }), ...STATELESS };

  expect(await failureOf(client.listTools())).toMatchObject({ method: 'initialize', code: -32022 });
  expect(await client.listTools()).toEqual([{ name: 'echo' }]);
});
