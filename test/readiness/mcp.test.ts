import { Attempt, GATEWAY_URL, http, result, rpcError, run, stream, tools, welcome } from './scripted-world';

test('shakes hands, confirms and lists, in this order', async () => {
  const { world, outcome } = await run([{ list: tools('a', 'b', 'c') }]);

  expect(outcome).toEqual({ ready: true, toolCount: 3 });
  expect(world.received.map(({ method, rpc }) => `${method} ${rpc?.method}`)).toEqual([
    'POST initialize', 'POST notifications/initialized', 'POST tools/list',
  ]);
  expect(world.of('initialize')[0].rpc!.params).toMatchObject({ protocolVersion: '2025-11-25', capabilities: {} });
  expect(world.of('notifications/initialized')[0].rpc).not.toHaveProperty('id');
  for (const { headers } of world.received) {
    expect(headers).toMatchObject({ 'accept': 'application/json, text/event-stream', 'content-type': 'application/json' });
  }
});

test('goes on with the version that the server answers', async () => {
  const { world } = await run([{ initialize: welcome('2025-03-26') }]);

  expect(world.received.map(({ headers }) => headers['mcp-protocol-version'])).toEqual(['2025-11-25', '2025-03-26', '2025-03-26']);
});

test.each<[string, Attempt['initialize']]>([
  ['HTTP 400', http(400, 'Bad Request: Unsupported protocol version')],
  ['JSON-RPC -32602', rpcError(-32602, 'Unsupported protocol version', { supported: ['2025-03-26'] })],
])('offers older versions to a server that refuses the newest with %s', async (_, refusal) => {
  const { world, outcome } = await run([{ initialize: refusal }, { initialize: refusal }, { initialize: welcome('2025-03-26') }]);

  expect(outcome.ready).toBe(true);
  expect(world.attemptsLogged).toBe(1);
  expect(world.of('initialize').map(({ rpc }) => rpc!.params!.protocolVersion)).toEqual(['2025-11-25', '2025-06-18', '2025-03-26']);
});

test('lists without a handshake where the server knows none', async () => {
  const { world, outcome } = await run([{ initialize: http(404, { jsonrpc: '2.0', id: 1, error: { code: -32601, message: 'Method not found' } }) }]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
  expect(world.of('notifications/initialized')).toEqual([]);
  const [list] = world.of('tools/list');
  expect(list.headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' });
  expect(list.rpc!.params!._meta).toMatchObject({ 'io.modelcontextprotocol/protocolVersion': '2026-07-28' });
});

test('reports the first refusal when no version is served', async () => {
  const { reason, world } = await run([{ initialize: http(400, 'we only speak SOAP'), list: http(400, 'something else') }]);

  expect(reason).toContain('HTTP 400 to initialize: we only speak SOAP');
  expect(world.attemptsLogged).toBe(1);
});

test('echoes the session that the server issues and ends it', async () => {
  const { world } = await run([{ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }) }]);

  expect(world.received.map(({ method, headers }) => [method, headers['mcp-session-id']])).toEqual([
    ['POST', undefined], ['POST', 's-1'], ['POST', 's-1'], ['DELETE', 's-1'],
  ]);
  expect(world.clock.limitMs).toBe(3_000);
});

test.each([
  ['refuses to end the session', http(405)],
  ['breaks off', () => { throw new TypeError('fetch failed'); }],
])('is ready although the server %s', async (_, end) => {
  const { outcome } = await run([{ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }), end }]);

  expect(outcome.ready).toBe(true);
});

test('starts a new session with each attempt', async () => {
  const { world } = await run([
    { initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }), list: http(404) },
    { initialize: welcome('2025-06-18', { 'mcp-session-id': 's-2' }) },
  ]);

  expect(world.of('initialize').map(({ headers }) => headers['mcp-session-id'])).toEqual([undefined, undefined]);
  expect(world.of('tools/list').map(({ headers }) => headers['mcp-session-id'])).toEqual(['s-1', 's-2']);
});

test('does not mind what the server says to the notification', async () => {
  const { outcome } = await run([{ initialized: http(400, 'what is this?') }]);

  expect(outcome.ready).toBe(true);
});

test('keeps to one microVM of a runtime', async () => {
  const { world } = await run([{ initialize: http(424) }, {}]);

  const ids = new Set(world.received.map(({ headers }) => headers['x-amzn-bedrock-agentcore-runtime-session-id']));
  expect(ids.size).toBe(1);
  expect([...ids][0].length).toBeGreaterThanOrEqual(33);
});

test('sends a gateway no runtime session', async () => {
  const { world } = await run([{}], { kind: 'gateway', url: GATEWAY_URL });

  expect(Object.keys(world.received[0].headers)).not.toContain('x-amzn-bedrock-agentcore-runtime-session-id');
});

test('signs each request, session token included', async () => {
  const { world } = await run([{ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }) }]);

  for (const { headers } of world.received) {
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260101\/eu-west-1\/bedrock-agentcore\/aws4_request, SignedHeaders=.*\bmcp-protocol-version\b/);
    expect(headers['x-amz-security-token']).toBe('token+of/session==');
  }
});

test.each([[null], ['']])('takes %j for the end of the list', async (nextCursor) => {
  const { outcome } = await run([{ list: result({ tools: [{ name: 'a' }], nextCursor }) }]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
});

test('reads every page', async () => {
  const pages: Record<string, object> = {
    start: { tools: [{ name: 'a___1' }], nextCursor: 'p2' },
    p2: { tools: [{ name: 'a___2' }], nextCursor: 'p3' },
    p3: { tools: [{ name: 'b___1' }] },
  };
  const list: Attempt['list'] = (request, clock) => result(pages[request.rpc!.params?.cursor ?? 'start'])(request, clock);
  const { outcome } = await run([{ list }], { kind: 'gateway', url: GATEWAY_URL, expectTools: ['a___', 'b___'] });

  expect(outcome).toEqual({ ready: true, toolCount: 3 });
});

test('fails at once when a cursor comes back', async () => {
  const { reason, world } = await run([{ list: result({ tools: [], nextCursor: 'again' }) }]);

  expect(reason).toContain('the cursor "again" comes back, so the list never ends');
  expect(world.of('tools/list')).toHaveLength(2);
});

test('needs a tool for each expected prefix', async () => {
  const expectTools = ['weather___', 'pets___'];
  const { outcome, world } = await run([
    { list: tools() },
    { list: tools('weather___now') },
    // The prefix has to be at the start: this is another target's tool.
    { list: tools('weather___now', 'zoo___pets___list') },
    { list: tools('weather___now', 'pets___list') },
  ], { kind: 'gateway', url: GATEWAY_URL, expectTools });

  expect(outcome).toEqual({ ready: true, toolCount: 2 });
  expect(world.attemptsLogged).toBe(4);
});

test('finds the answer behind other messages on an event stream', async () => {
  const { outcome } = await run([{
    list: stream(
      ': comment\r\nid: 1\r\ndata:\r\n\r\n',
      'event: message\r\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{}}\r\n\r\n',
      'data: {"jsonrpc":"2.0","id":7,"method":"ping"}\n\n',
      'data: {"jsonrpc":"2.0","id":2,\ndata: "result":{"to', 'ols":[{"name":"grüße"}]}}\n', '\n',
    ),
  }]);

  expect(outcome).toEqual({ ready: true, toolCount: 1 });
});

test('takes an error whatever id it carries', async () => {
  const { reason } = await run([{ list: () => new Response('{"jsonrpc":"2.0","id":0,"error":{"code":-32601,"message":"nope"}}') }]);

  expect(reason).toContain('JSON-RPC error -32601 to tools/list: nope');
});

test('fails at once when the answer has no end', async () => {
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  const endless = () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
  const { reason } = await run([{ list: endless }]);

  expect(reason).toContain('the body is longer than');
});
