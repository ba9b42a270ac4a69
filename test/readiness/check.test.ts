import { GATEWAY_URL, http, run, tools, welcome } from './scripted-environment';

test('uses one microVM of a runtime', async () => {
  const { environment } = await run([{ all: http(424) }, {}]);

  const ids = new Set(environment.received.map(({ headers }) => headers['x-amzn-bedrock-agentcore-runtime-session-id']));
  expect(ids.size).toBe(1);
  expect([...ids][0].length).toBeGreaterThanOrEqual(33);
});

test('sends no runtime session id to a gateway', async () => {
  const { environment } = await run([{}], { kind: 'gateway', url: GATEWAY_URL });

  expect(Object.keys(environment.received[0].headers)).not.toContain('x-amzn-bedrock-agentcore-runtime-session-id');
});

test('signs each request, with the session token', async () => {
  const { environment } = await run([{ initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }) }]);

  for (const { headers } of environment.received) {
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260101\/eu-west-1\/bedrock-agentcore\/aws4_request, SignedHeaders=.*\bmcp-protocol-version\b/);
    expect(headers['x-amz-security-token']).toBe('token+of/session==');
  }
});

test('requires a tool for each expected prefix', async () => {
  const expectTools = ['weather___', 'pets___'];
  const { outcome, environment } = await run([
    { list: tools() },
    { list: tools('weather___now') },
    // The name contains the prefix, but does not start with it.
    { list: tools('weather___now', 'zoo___pets___list') },
    { list: tools('weather___now', 'pets___list') },
  ], { kind: 'gateway', url: GATEWAY_URL, expectTools });

  expect(outcome).toEqual({ ready: true, toolCount: 2 });
  expect(environment.attemptsLogged).toBe(4);
});

test('starts a new session with each attempt', async () => {
  const { environment } = await run([
    { initialize: welcome('2025-06-18', { 'mcp-session-id': 's-1' }), list: http(404) },
    { initialize: welcome('2025-06-18', { 'mcp-session-id': 's-2' }) },
  ]);

  expect(environment.of('initialize').map(({ headers }) => headers['mcp-session-id'])).toEqual([undefined, undefined]);
  expect(environment.of('tools/list').map(({ headers }) => headers['mcp-session-id'])).toEqual(['s-1', 's-2']);
});

test('fails at once for an endless response', async () => {
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  const endless = () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
  const { reason } = await run([{ list: endless }]);

  expect(reason).toContain('the body exceeds 16 MiB');
});
