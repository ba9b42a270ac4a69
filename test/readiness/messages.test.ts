import { CREDENTIALS, GATEWAY_URL, http, refused, rpcError, run, silence, tools } from './scripted-world';

test('says who, how long, the words of the server, what they mean and where to look', async () => {
  const { reason } = await run([{ initialize: http(424, { message: 'Runtime initialization time exceeded. Please make sure that initialization completes in 30s.' }) }]);

  expect(reason).toBe(
    'App/Docs/Readiness: the MCP server does not serve its tools (32 attempts in 299 s). ' +
    'Last: HTTP 424 to initialize: Runtime initialization time exceeded. Please make sure that initialization completes in 30s. ' +
    'The container does not start, or does not answer MCP on port 8000 at /mcp. ' +
    'Look at the log group /aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-DEFAULT.',
  );
});

test('says it of a denial', async () => {
  const words = 'User: arn:aws:sts::111122223333:assumed-role/Check is not authorized to perform: bedrock-agentcore:InvokeGateway';
  const { reason } = await run([{ initialize: http(403, { message: words }, { 'x-amzn-errortype': 'AccessDeniedException' }) }], { kind: 'gateway', url: GATEWAY_URL });

  expect(reason).toBe(
    'App/Docs/Readiness: the gateway does not serve its tools (11 attempts in 59 s). ' +
    `Last: HTTP 403 to initialize: AccessDeniedException: ${words}. ` +
    'The role of the check may not invoke it: look for a missing grant, a resource policy or a service control policy.',
  );
});

test('says it of a gateway that lacks tools', async () => {
  const { reason } = await run([{ list: tools('weather___now') }], { kind: 'gateway', url: GATEWAY_URL, expectTools: ['weather___', 'pets___'], timeoutMs: 5_000 });

  expect(reason).toBe(
    'App/Docs/Readiness: the gateway does not serve its tools (5 attempts in 4 s). ' +
    'Last: no tool starts with pets___; among those it lists: weather___now. ' +
    'The gateway has not taken over the tools of all its targets. ' +
    "Look at the status of the gateway's targets: aws bedrock-agentcore-control list-gateway-targets --gateway-identifier tools-abcdefghij.",
  );
});

test.each<[string, Parameters<typeof run>[0][0], string]>([
  ['a JSON-RPC error with its data', { list: rpcError(-32601, 'Method not found', { hint: 'x' }) }, 'JSON-RPC error -32601 to tools/list: Method not found ({"hint":"x"}).'],
  ['a page of text', { list: http(418, "I'm a\n  teapot!") }, "HTTP 418 to tools/list: I'm a teapot! The"],
  ['an error without a code', { list: () => new Response('{"error":{"message":"hm"}}') }, 'JSON-RPC error to tools/list: hm.'],
  ['an answer without any words', { list: http(418) }, 'HTTP 418 to tools/list: (no words).'],
])('quotes %s', async (_, attempt, words) => {
  expect((await run([attempt], { timeoutMs: 2_000 })).reason).toContain(words);
});

test('names what kept the connection from coming up', async () => {
  const { reason } = await run([{ initialize: refused() }], { timeoutMs: 2_000 });

  expect(reason).toContain('Last: no answer to initialize: connect ECONNREFUSED 10.0.0.1:443. Look');
});

test('names the first of several connection errors', async () => {
  const cause = new AggregateError([Object.assign(new Error('connect ENETUNREACH ::1'), { code: 'ENETUNREACH' }), new Error('second')]);
  const { reason } = await run([{ initialize: () => { throw new TypeError('fetch failed', { cause }); } }], { timeoutMs: 2_000 });

  expect(reason).toContain('no answer to initialize: connect ENETUNREACH ::1.');
});

test('quotes the last words of the server, not the silence that the limit cut short', async () => {
  const { reason } = await run([{ initialize: http(424, 'out of memory') }, { initialize: silence() }], { timeoutMs: 30_000 });

  expect(reason).toContain('(2 attempts in 30 s). Last: HTTP 424 to initialize: out of memory.');
});

test('names the qualifier and the id of the runtime', async () => {
  const url = new URL('https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/docs-AbCdEfGhIj/invocations?accountId=111122223333&qualifier=canary');
  expect((await run([{ initialize: http(405) }], { url })).reason).toContain('/aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-canary.');
});

test.each([
  ['long words', 'x'.repeat(50_000)],
  ['words of many bytes', '漢'.repeat(2_000)],
  ['words that JSON escapes', '"\\'.repeat(2_000)],
  ['emoji, none of them cut in half', '🙂'.repeat(2_000)],
])('fits into what CloudFormation shows with %s', async (_, words) => {
  const { reason } = await run([{ initialize: http(405, words) }], { name: `${'Stage/'.repeat(100)}Readiness` });

  expect(Buffer.byteLength(JSON.stringify(reason))).toBeLessThanOrEqual(1002);
  expect(reason).toMatch(/^….*Stage\/Readiness: the MCP server/);
  expect(reason).toContain('/aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-DEFAULT.');
  expect(reason).not.toMatch(/\p{Surrogate}/u);
});

test('writes one structured line for each attempt', async () => {
  const { world } = await run([{ initialize: http(424, 'starting') }, {}]);

  expect(world.lines).toEqual([
    { check: 'App/Docs/Readiness', attempt: 1, elapsedMs: 0, outcome: 'not ready', step: 'initialize', kind: 'http', status: 424, words: 'starting', waitMs: 375 },
    { check: 'App/Docs/Readiness', attempt: 2, elapsedMs: 375, outcome: 'ready', tools: 1 },
  ]);
});

test.each([
  ['whole', ''],
  ['where the excerpt would cut them in half', 'x'.repeat(585)],
])('takes credentials and signatures out of what the server says, %s', async (_, before) => {
  const echo = `${before} ${CREDENTIALS.sessionToken} expected 'POST / host:x x-amz-security-token:abc/def== AWS4-HMAC-SHA256 Credential=AKIDOTHER/2026/x, Signature=0123abcd' ${CREDENTIALS.secretAccessKey} ${CREDENTIALS.accessKeyId}`;
  const { reason, world } = await run([{ initialize: http(405, echo) }]);

  const written = reason + JSON.stringify(world.lines);
  for (const secret of ['token+of', 'abc/def', 'AKID', '0123abcd', 'very/secret']) expect(written).not.toContain(secret);
});
