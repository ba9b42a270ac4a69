import { failureOf, http, Reply, reset, result, rpcError, ScriptedServer, stream, welcome } from './scripted-server';

test('sends initialize, the notification and tools/list, in this order', async () => {
  const server = await ScriptedServer.start();
  await server.client().listTools();

  expect(server.names).toEqual(['server/discover', 'initialize', 'notifications/initialized', 'tools/list']);
  expect(server.of('initialize')[0].rpc!.params).toEqual({ protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } });
  expect(server.of('notifications/initialized')[0].rpc).not.toHaveProperty('id');
  for (const { headers } of server.received) {
    expect(headers).toMatchObject({ 'accept': 'application/json, text/event-stream', 'content-type': 'application/json' });
  }
});

test('uses the version that the server returns', async () => {
  const server = await ScriptedServer.start({ initialize: welcome('2025-03-26') });
  await server.client().listTools();

  expect(server.received.slice(1).map(({ headers }) => headers['mcp-protocol-version'])).toEqual(['2025-11-25', '2025-03-26', '2025-03-26']);
});

test.each<[string, Reply]>([
  ['HTTP 400', http(400, 'Bad Request: Unsupported protocol version')],
  ['HTTP 400 and JSON-RPC -32000', rpcError(-32000, 'Bad Request: Unsupported protocol version', undefined, 400)],
  ['JSON-RPC -32602', rpcError(-32602, 'Unsupported protocol version', { supported: ['2025-03-26'] })],
  ['JSON-RPC -32022', rpcError(-32022, 'Unsupported protocol version')],
])('offers older versions to a server that rejects the newest with %s', async (_, rejection) => {
  const server = await ScriptedServer.start({
    initialize: (response, request) => (request.rpc!.params!.protocolVersion === '2025-03-26' ? welcome('2025-03-26') : rejection)(response, request),
  });
  await server.client().listTools();

  expect(server.of('initialize').map(({ rpc }) => rpc!.params!.protocolVersion)).toEqual(['2025-11-25', '2025-06-18', '2025-03-26']);
  // A gateway treats a request without the header as version 2025-03-26.
  expect(server.of('initialize').map(({ headers }) => headers['mcp-protocol-version'])).toEqual(['2025-11-25', '2025-06-18', '2025-03-26']);
});

test('reports the error for the newest version when the server rejects all versions', async () => {
  const server = await ScriptedServer.start({
    initialize: (response, request) => http(400, `no ${request.rpc!.params!.protocolVersion}`)(response, request),
  });

  await expect(server.client().listTools()).rejects.toThrow('initialize returned HTTP 400: no 2025-11-25');
});

test.each<[string, Reply]>([
  ['HTTP 403', http(403)],
  ['HTTP 400 and a code that is not about versions', rpcError(-32010, 'Runtime health check failed', undefined, 400)],
  ['JSON-RPC -32603', rpcError(-32603, 'Internal error')],
])('offers no other version after %s', async (_, reply) => {
  const server = await ScriptedServer.start({ initialize: reply });
  await failureOf(server.client().listTools());

  expect(server.of('initialize')).toHaveLength(1);
});

test('requires a version in the result', async () => {
  const server = await ScriptedServer.start({ initialize: result({}) });

  await expect(server.client().listTools()).rejects.toThrow('initialize returned an invalid MCP response: the result has no protocolVersion');
});

test('sends the session id that the server returns and ends the session, within three seconds', async () => {
  const server = await ScriptedServer.start({ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }) });
  const limits: number[] = [];
  await server.client({ abortAfter: (ms) => { limits.push(ms); return AbortSignal.timeout(ms); } }).listTools();

  expect(server.received.map(({ method, headers }) => [method, headers['mcp-session-id']])).toEqual([
    ['POST', undefined], ['POST', undefined], ['POST', 's-1'], ['POST', 's-1'], ['DELETE', 's-1'],
  ]);
  expect(server.received[4].headers['mcp-protocol-version']).toBe('2025-06-18');
  expect(limits[4]).toBe(3_000);
});

test.each<[string, Reply]>([
  ['rejects DELETE requests', http(405)],
  ['resets the connection', reset()],
])('lists the tools although the server %s', async (_, end) => {
  const server = await ScriptedServer.start({ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }), DELETE: end });

  expect(await server.client().listTools()).toHaveLength(1);
});

test('ends the session when the list fails', async () => {
  const server = await ScriptedServer.start({ 'initialize': welcome('2025-06-18', { 'mcp-session-id': 's-1' }), 'tools/list': http(404) });

  expect(await failureOf(server.client().listTools())).toMatchObject({ method: 'tools/list', status: 404 });
  expect(server.names).toContain('DELETE');
});

test('opens a new session for each list', async () => {
  let opened = 0;
  const server = await ScriptedServer.start({ initialize: (response, request) => welcome('2025-06-18', { 'mcp-session-id': `s-${++opened}` })(response, request) });
  const client = server.client();
  await client.listTools();
  await client.listTools();

  expect(server.of('initialize').map(({ headers }) => headers['mcp-session-id'])).toEqual([undefined, undefined]);
  expect(server.of('tools/list').map(({ headers }) => headers['mcp-session-id'])).toEqual(['s-1', 's-2']);
});

test('ignores the response to the notification', async () => {
  const server = await ScriptedServer.start({ 'notifications/initialized': http(400, 'what is this?') });

  expect(await server.client().listTools()).toHaveLength(1);
});

test('responds to a ping, and rejects every other request of the server', async () => {
  const server = await ScriptedServer.start({
    'initialize': welcome('2025-11-25', { 'mcp-session-id': 's-1' }),
    'tools/list': (response, request) => stream(
      'data: {"jsonrpc":"2.0","id":"a","method":"ping"}\n\n',
      'data: {"jsonrpc":"2.0","id":7,"method":"sampling/createMessage","params":{}}\n\n',
      `data: {"jsonrpc":"2.0","id":${request.rpc!.id},"result":{"tools":[]}}\n\n`,
    )(response, request),
  });
  await server.client().listTools();

  expect(server.of('response').map(({ rpc }) => rpc)).toEqual([
    { jsonrpc: '2.0', id: 'a', result: {} },
    { jsonrpc: '2.0', id: 7, error: { code: -32601, message: 'Method not found' } },
  ]);
  expect(server.of('response').map(({ headers }) => headers['mcp-session-id'])).toEqual(['s-1', 's-1']);
});

test('lists the tools although the server resets the connection of a response', async () => {
  const server = await ScriptedServer.start({
    'response': reset(),
    'tools/list': (response, request) => stream(
      'data: {"jsonrpc":"2.0","id":1,"method":"ping"}\n\n', `data: {"jsonrpc":"2.0","id":${request.rpc!.id},"result":{"tools":[{"name":"a"}]}}\n\n`,
    )(response, request),
  });

  expect(await server.client().listTools()).toEqual([{ name: 'a' }]);
});

test('always sends params, because some servers require them', async () => {
  const server = await ScriptedServer.start();
  await server.client().listTools();

  expect(server.of('tools/list')[0].rpc!.params).toEqual({});
});
