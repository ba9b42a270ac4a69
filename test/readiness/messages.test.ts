import { CREDENTIALS, GATEWAY_URL, http, refused, rpcError, run, silence, tools } from './scripted-environment';

test('names the server, the attempts, the message of the server, the fix and the log group', async () => {
  const { reason } = await run([{ all: http(424, { message: 'Runtime initialization time exceeded. Please make sure that initialization completes in 30s.' }) }]);

  expect(reason).toBe(
    'App/Docs/Readiness: the MCP server is not ready (32 attempts in 299 s): ' +
    'initialize returned HTTP 424: Runtime initialization time exceeded. Please make sure that initialization completes in 30s. ' +
    'The container does not start, or does not serve MCP on port 8000 at /mcp. ' +
    'See the log group /aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-DEFAULT.',
  );
});

test('describes a denial', async () => {
  const words = 'User: arn:aws:sts::111122223333:assumed-role/Check is not authorized to perform: bedrock-agentcore:InvokeGateway';
  const { reason } = await run([{ all: http(403, { message: words }, { 'x-amzn-errortype': 'AccessDeniedException' }) }], { kind: 'gateway', url: GATEWAY_URL });

  expect(reason).toBe(
    'App/Docs/Readiness: the gateway is not ready (11 attempts in 59 s): ' +
    `server/discover returned HTTP 403: AccessDeniedException: ${words}. ` +
    "The readiness check's role is not allowed to invoke it: check for a missing grant, or a deny in a resource policy or service control policy, or turn the check off (`waitUntilReady: false`).",
  );
});

test('describes a gateway that lacks tools', async () => {
  const { reason } = await run([{ list: tools('weather___now') }], { kind: 'gateway', url: GATEWAY_URL, expectTools: ['weather___', 'pets___'], timeoutMs: 5_000 });

  expect(reason).toBe(
    'App/Docs/Readiness: the gateway is not ready (5 attempts in 4 s): ' +
    'no tool name starts with `pets___`; the gateway lists `weather___now`. ' +
    'The gateway does not list the tools of all its targets yet. ' +
    'Check the status of its targets: `aws bedrock-agentcore-control list-gateway-targets --gateway-identifier tools-abcdefghij`.',
  );
});

test.each([
  ['no tools', [], '; the gateway lists no tools.'],
  ['many tools', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], '; the gateway lists `a`, `b`, `c`, `d`, `e` and 2 more.'],
])('says what a gateway lists instead: %s', async (_, listed, words) => {
  const { reason } = await run([{ list: tools(...listed) }], { kind: 'gateway', url: GATEWAY_URL, expectTools: ['weather___'], timeoutMs: 2_000 });

  expect(reason).toContain(`no tool name starts with \`weather___\`${words}`);
});

test.each<[string, Parameters<typeof run>[0][0], string]>([
  ['a JSON-RPC error with its data', { list: rpcError(-32601, 'Method not found', { hint: 'x' }) }, 'tools/list returned JSON-RPC error -32601: Method not found ({"hint":"x"}).'],
  ['a text body', { list: http(418, "I'm a\n  teapot!") }, "tools/list returned HTTP 418: I'm a teapot! The"],
  ['an error without a code', { list: () => new Response('{"error":{"message":"hm"}}') }, 'tools/list returned JSON-RPC error: hm.'],
  ['a response without a message', { list: http(418) }, 'tools/list returned HTTP 418: (no message).'],
])('quotes %s', async (_, attempt, words) => {
  expect((await run([attempt], { timeoutMs: 2_000 })).reason).toContain(words);
});

test('names the reason of a connection failure', async () => {
  const { reason } = await run([{ all: refused() }], { timeoutMs: 2_000 });

  expect(reason).toContain('server/discover got no response: connect ECONNREFUSED 10.0.0.1:443. See');
});

test('quotes the last message of the server instead of the request that the limit interrupted', async () => {
  const { reason } = await run([{ all: http(424, 'out of memory') }, { all: silence() }], { timeoutMs: 30_000 });

  expect(reason).toContain('(2 attempts in 30 s): initialize returned HTTP 424: out of memory.');
});

test('names the qualifier and the id of the runtime', async () => {
  const url = new URL('https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/docs-AbCdEfGhIj/invocations?accountId=111122223333&qualifier=canary');
  expect((await run([{ all: http(405) }], { url })).reason).toContain('/aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-canary.');
});

test.each([
  ['a long message', 'x'.repeat(50_000)],
  ['a message of many bytes', '漢'.repeat(2_000)],
  ['a message that JSON escapes', '"\\'.repeat(2_000)],
  ['emoji, without splitting one', '🙂'.repeat(2_000)],
])('fits into what CloudFormation shows with %s', async (_, words) => {
  const { reason } = await run([{ all: http(405, words) }], { name: `${'Stage/'.repeat(100)}Readiness` });

  expect(Buffer.byteLength(JSON.stringify(reason))).toBeLessThanOrEqual(1002);
  expect(reason).toMatch(/^….*Stage\/Readiness: the MCP server/);
  expect(reason).toContain('/aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-DEFAULT.');
  expect(reason).not.toMatch(/\p{Surrogate}/u);
});

test('writes one structured line for each attempt', async () => {
  const { environment } = await run([{ all: http(424, 'starting') }, {}]);

  expect(environment.lines).toEqual([
    { check: 'App/Docs/Readiness', attempt: 1, elapsedMs: 0, outcome: 'not ready', method: 'initialize', kind: 'http', status: 424, words: 'starting', waitMs: 375 },
    { check: 'App/Docs/Readiness', attempt: 2, elapsedMs: 375, outcome: 'ready', tools: 1 },
  ]);
});

test.each([
  ['whole', ''],
  ['where the excerpt would truncate them', 'x'.repeat(585)],
])('removes credentials and signatures from what the server says, %s', async (_, before) => {
  const echo = `${before} ${CREDENTIALS.sessionToken} expected 'POST / host:x x-amz-security-token:abc/def== AWS4-HMAC-SHA256 Credential=AKIDOTHER/2026/x, Signature=0123abcd' ${CREDENTIALS.secretAccessKey} ${CREDENTIALS.accessKeyId}`;
  const { reason, environment } = await run([{ all: http(405, echo) }]);

  const written = reason + JSON.stringify(environment.lines);
  for (const secret of ['token+of', 'abc/def', 'AKID', '0123abcd', 'very/secret']) expect(written).not.toContain(secret);
});
