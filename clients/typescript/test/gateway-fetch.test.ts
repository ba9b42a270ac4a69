import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { clientCredentials, type Gateway, gatewayFetch, type GatewayFetchOptions, resolveGateway, runWithSession } from 'agentcore-gateways';
import { mcpTransport } from 'agentcore-gateways/mcp';
import { ERAS, iamGateway, KEYS, named, Peer, pick, REGION } from './peers.ts';

const HTTPS = 'https://x.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp';

async function connected<T>(work: (client: Client) => Promise<T>, gateway: string | Gateway = 'Tools', options?: GatewayFetchOptions): Promise<T> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const transport = await mcpTransport(gateway, options);
  await client.connect(transport);
  try {
    return await work(client);
  } finally {
    await transport.terminateSession();
    await client.close();
  }
}

async function call(client: Client, name = 'weather___tool_1', more: object = {}): Promise<string> {
  const { content } = await client.callTool({ name, arguments: { city: 'Oslo', ...more } });
  return (content as Array<{ text: string }>)[0]!.text;
}

for (const era of ERAS) {
  test(`every request is signed for an independent verifier, and every page is read: ${era}`, async () => {
    const gateway = await iamGateway(era);
    await connected(async (client) => {
      assert.deepEqual((await client.listTools()).tools.map(({ name }) => name), Array.from({ length: 70 }, (_, i) => `weather___tool_${i}`));
      assert.equal(await call(client, 'weather___tool_69'), 'tool_69: Oslo');
    });
    assert.deepEqual(new Set(pick(await gateway.requests(), 'scheme')), new Set(['AWS4-HMAC-SHA256']));
    assert.equal((await gateway.received('tools/list')).length, 3);
  });

  test(`two sessions on one client keep their ids: ${era}`, async () => {
    const gateway = await iamGateway(era);
    await connected(async (client) => {
      const asUser = (name: string) => runWithSession({ sessionId: name.padEnd(33, '0'), policySessionId: `policy-${name}` }, async () => {
        for (let i = 0; i < 5; i++) assert.match(await call(client, undefined, { city: name, delay: 2 }), new RegExp(name));
      });
      await Promise.all([asUser('first'), asUser('second'), call(client)]);
    });
    const sent = (await gateway.received('tools/call')).map(({ session = '', policySession = '' }) => `${session.slice(0, 5)} ${policySession}`).sort();
    assert.deepEqual(sent, [' ', ...Array(5).fill('first policy-first'), ...Array(5).fill('secon policy-second')]);
  });
}

test('session tokens of temporary credentials are sent and signed', async () => {
  const gateway = await iamGateway();
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'ASIASECOND', AWS_SECRET_ACCESS_KEY: KEYS.ASIASECOND.secret, AWS_SESSION_TOKEN: KEYS.ASIASECOND.sessionToken });
  await connected(call);
  assert.equal((await gateway.requests()).at(-1)!.accessKey, 'ASIASECOND');
});

test('credentials are asked for with each request', async () => {
  const gateway = await iamGateway();
  let current: keyof typeof KEYS = 'AKIAFIRST';
  const credentials = async () => ({ accessKeyId: current, secretAccessKey: KEYS[current].secret, sessionToken: current === 'ASIASECOND' ? KEYS.ASIASECOND.sessionToken : undefined });
  await connected(async (client) => {
    await call(client);
    current = 'ASIASECOND';
    await call(client);
  }, 'Tools', { credentials });
  assert.deepEqual(pick(await gateway.received('tools/call'), 'accessKey'), ['AKIAFIRST', 'ASIASECOND']);
});

test('credentials that were written anew are read when the old ones are refused', async () => {
  const gateway = await iamGateway();
  const write = (lines: string[]) => writeFileSync(process.env.AWS_SHARED_CREDENTIALS_FILE!, ['[default]', ...lines].join('\n'));
  delete process.env.AWS_ACCESS_KEY_ID;
  delete process.env.AWS_SECRET_ACCESS_KEY;
  write(['aws_access_key_id=AKIAFIRST', `aws_secret_access_key=${KEYS.AKIAFIRST.secret}`]);
  await connected(async (client) => {
    await call(client);
    write(['aws_access_key_id=ASIASECOND', `aws_secret_access_key=${KEYS.ASIASECOND.secret}`, `aws_session_token=${KEYS.ASIASECOND.sessionToken}`]);
    await gateway.tell({ iam: { keys: { ASIASECOND: KEYS.ASIASECOND } } });
    await call(client);
    await call(client);
  });
  assert.deepEqual(pick(await gateway.received('tools/call'), 'accessKey', 'status'), [['AKIAFIRST', 200], ['AKIAFIRST', 403], ['ASIASECOND', 200], ['ASIASECOND', 200]]);
});

test('a refusal is not repeated with the same credentials', async () => {
  const gateway = await iamGateway();
  await connected(async (client) => {
    await gateway.tell({ iam: { keys: {} } });
    await assert.rejects(call(client), /returned 403 to tools\/call/);
  });
  assert.equal((await gateway.received('tools/call')).length, 1);
});

test('an error shows what the gateway said and which permission it takes', async () => {
  const gateway = await iamGateway('2026', { denied: { accessKeyId: 'AKIAFIRST' } });
  await assert.rejects(connected(call), ({ message }: Error) => {
    for (const part of [gateway.url, 'AGENTCORE_GATEWAY_TOOLS_URL', '403', 'Insufficient permissions', 'eu-west-1/bedrock-agentcore', 'AKIAFIRST', 'bedrock-agentcore:InvokeGateway']) {
      assert.ok(message.includes(part), `${part} in ${message}`);
    }
    return true;
  });
});

test('an error does not repeat the credentials that a refusal repeats', async () => {
  await iamGateway();
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'ASIASECOND', AWS_SECRET_ACCESS_KEY: 'wrong', AWS_SESSION_TOKEN: KEYS.ASIASECOND.sessionToken });
  await assert.rejects(connected(call), ({ message }: Error) => {
    assert.match(message, /does not match the signature you provided.*x-amz-security-token/s);
    assert.ok(message.includes('[removed]') && !message.includes(KEYS.ASIASECOND.sessionToken) && !/Signature=[0-9a-f]/.test(message), message);
    return true;
  });
});

test('a call that failed is sent once', async () => {
  const gateway = await iamGateway();
  await connected(async (client) => {
    await gateway.tell({ fail: { method: 'tools/call', status: 500, body: 'Internal Server Error' } });
    await assert.rejects(call(client), /returned 500 to tools\/call: Internal Server Error/);
    assert.equal(await call(client), 'tool_1: Oslo');
  });
  assert.deepEqual(pick(await gateway.received('tools/call'), 'status'), [500, 200]);
});

test('a dropped session is opened again, and what was refused runs once', async () => {
  const gateway = await iamGateway('2025-sessions');
  await connected(async (client) => {
    await client.listTools();
    for (let i = 0; i < 2; i++) {
      await gateway.tell({ drop: true });
      assert.equal(await call(client), 'tool_1: Oslo');
    }
  });
  assert.deepEqual(pick(await gateway.received('tools/call'), 'status'), [404, 200, 404, 200]);
  assert.equal((await gateway.tell()).openSessions, 0); // The client ended the session that it does not know of.
});

test('many calls that find their session dropped open one', async () => {
  const gateway = await iamGateway('2025-sessions');
  await connected(async (client) => {
    await client.listTools();
    await gateway.tell({ drop: true });
    await Promise.all(Array.from({ length: 8 }, () => call(client)));
  });
  assert.deepEqual(pick(await gateway.received('tools/call'), 'status').sort(), [...Array(8).fill(200), ...Array(8).fill(404)]);
  assert.equal((await gateway.received('initialize')).length, 2);
});

test('ending a session that was dropped opens none', async () => {
  const gateway = await iamGateway('2025-sessions');
  await connected(async () => gateway.tell({ drop: true })).catch(() => undefined);
  assert.equal((await gateway.received('initialize')).length, 1);
});

test('a gateway that was down is called again', async () => {
  const gateway = await iamGateway();
  await connected(async (client) => {
    await call(client);
    await gateway.tell({ stop: true });
    await assert.rejects(call(client), /gateway `Tools` at http.* cannot be called: connect ECONNREFUSED/);
    await gateway.tell({ start: true });
    assert.equal(await call(client), 'tool_1: Oslo');
  });
});

async function jwt(): Promise<{ oauth: Peer; gateway: Peer }> {
  const oauth = await Peer.start('oauth');
  return { oauth, gateway: named(await Peer.start('gateway', { era: '2026', jwt: { issuer: oauth.url } }), 'CUSTOM_JWT') };
}

function counted(oauth: Peer, claims: object = {}): { token: () => Promise<string>; fetched: string[] } {
  const fetched: string[] = [];
  return {
    fetched,
    token: async () => {
      fetched.push((await oauth.tell({ issue: claims })).token);
      return fetched.at(-1)!;
    },
  };
}

test('a token is sent and fetched once', async () => {
  const { oauth, gateway } = await jwt();
  const { token, fetched } = counted(oauth);
  await connected(async (client) => {
    for (let i = 0; i < 3; i++) await call(client);
  }, 'Tools', { token });
  assert.equal(fetched.length, 1);
  assert.deepEqual(new Set(pick(await gateway.requests(), 'scheme')), new Set(['Bearer']));
});

test('a token is fetched again before it expires', async () => {
  const { oauth, gateway } = await jwt();
  await oauth.tell({ expiresIn: 30 }); // Less than the minute that is kept to spare.
  const { token, fetched } = counted(oauth);
  await connected(async (client) => [await call(client), await call(client)], 'Tools', { token });
  assert.equal(fetched.length, (await gateway.requests()).length);
});

test('a token that is refused is fetched again once', async () => {
  const { oauth, gateway } = await jwt();
  const { token, fetched } = counted(oauth);
  await connected(async (client) => {
    await call(client);
    await gateway.tell({ refuseSeenTokens: true });
    await call(client);
  }, 'Tools', { token });
  assert.equal(fetched.length, 2);
  assert.deepEqual(pick(await gateway.received('tools/call'), 'status'), [200, 401, 200]);
});

test('a token that stays refused is an error with its claims', async () => {
  const { oauth, gateway } = await jwt();
  const { token, fetched } = counted(oauth, { iss: 'https://elsewhere.example.com', client_id: 'agent' });
  await assert.rejects(connected(call, 'Tools', { token }), ({ message }: Error) => {
    assert.match(message, /returned 401.*Invalid Bearer token: unexpected.*elsewhere\.example\.com.*client_id.*agent/s);
    return fetched.every((value) => !message.includes(value));
  });
  const statuses = pick(await gateway.requests(), 'rpc', 'status').map(String);
  assert.deepEqual(statuses.slice(0, 2), ['server/discover,401', 'server/discover,401']);
});

test('a token serves only the session that it was fetched in', async () => {
  const { oauth } = await jwt();
  const { token, fetched } = counted(oauth);
  await connected(async (client) => {
    for (const sessionId of ['first', 'second', 'first']) await runWithSession({ sessionId: sessionId.padEnd(33, '0') }, () => call(client));
  }, 'Tools', { token });
  assert.equal(fetched.length, 3); // One to connect, one a session.
});

test('a provider that fails is an error of the call', async () => {
  const { oauth, gateway } = await jwt();
  const tokens = [(await oauth.tell({ issue: {} })).token];
  const token = () => tokens.pop() ?? Promise.reject(new Error('the vault is closed'));
  await connected(async (client) => {
    await gateway.tell({ refuseSeenTokens: true });
    await assert.rejects(call(client), /gateway `Tools` .* cannot be called: the vault is closed/);
  }, 'Tools', { token });
});

for (const [form, secret] of [['text', 'client-secret-4711'], ['JSON', '{"clientSecret":"client-secret-4711"}']]) {
  test(`client credentials come from a token endpoint with a secret of Secrets Manager, as ${form}`, async () => {
    const { oauth } = await jwt();
    const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:client-abc';
    process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = (await Peer.start('aws', { region: REGION, keys: KEYS, secrets: { [secretArn]: secret } })).url;
    const token = clientCredentials(`${oauth.url}/token`, { clientId: 'agent', secretArn, scopes: ['gateway/invoke'] });
    assert.equal(await connected(call, 'Tools', { token }), 'tool_1: Oslo');
  });
}

test('a wrong secret is an error that names the client', async () => {
  const { oauth } = await jwt();
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = (await Peer.start('aws', { region: REGION, keys: KEYS, secrets: { 'a:b:c:eu-west-1': 'no' } })).url;
  const token = clientCredentials(`${oauth.url}/token`, { clientId: 'agent', secretArn: 'a:b:c:eu-west-1' });
  await assert.rejects(connected(call, 'Tools', { token }), /\/token returned 401 to client `agent`: .*invalid_client/);
});

test('a gateway whose document names a credential provider needs no token argument', async () => {
  const { oauth } = await jwt();
  const accessToken = (await oauth.tell({ issue: {} })).token;
  process.env.AWS_ENDPOINT_URL_BEDROCK_AGENTCORE = (await Peer.start('aws', { region: REGION, keys: KEYS, accessToken })).url;
  const gateway = { ...await resolveGateway('Tools'), details: { credentialProvider: 'provider', scopes: ['gateway/invoke'] } };
  await assert.rejects(connected(call, gateway), /BedrockAgentCoreApp/);
  assert.equal(await runWithSession({ workloadAccessToken: 'workload' }, () => connected(call, gateway)), 'tool_1: Oslo');
});

async function sentTo(url: string, options?: GatewayFetchOptions): Promise<Headers> {
  let sent = new Headers();
  const real = globalThis.fetch;
  globalThis.fetch = async (_, init) => {
    sent = new Headers(init?.headers);
    return Response.json({});
  };
  try {
    await gatewayFetch(await resolveGateway('Other', { url }), options)(url, { method: 'POST', body: '{}' });
    return sent;
  } finally {
    globalThis.fetch = real;
  }
}

test('the workload token goes to AgentCore hosts only', async () => {
  await runWithSession({ workloadAccessToken: 'workload' }, async () => {
    assert.equal((await sentTo(HTTPS)).get('x-amz-bedrock-agentcore-identity-wat'), 'workload');
    assert.equal((await sentTo('https://tools.example.com/mcp')).get('x-amz-bedrock-agentcore-identity-wat'), null);
  });
});

for (const host of ['127.0.0.1', 'localhost', '[::1]', '127.8.8.8']) {
  test(`a gateway at ${host} gets no credentials`, async () => {
    const sent = await sentTo(`http://${host}:1/mcp`);
    assert.deepEqual([sent.get('authorization'), sent.get('x-amz-date')], [null, null]);
  });
}

for (const [options, message] of [
  [{ url: 'https://tools.example.com/mcp', authType: 'CUSTOM_JWT' }, /has auth type CUSTOM_JWT: pass `token`/],
  [{ url: 'http://tools.example.com/mcp' }, /would get credentials unencrypted: use https/],
  [{ url: 'http://10.0.0.1/mcp', authType: 'CUSTOM_JWT' }, /would get credentials unencrypted: use https/],
  [{ url: 'http://127.0.0.1.example.com/mcp' }, /would get credentials unencrypted: use https/],
] as const) {
  test(`${options.url} cannot be called without more: an error at once`, async () => {
    const gateway = await resolveGateway('Other', options);
    assert.throws(() => gatewayFetch(gateway), message);
  });
}

test('a token is not sent unencrypted', async () => {
  const gateway = await resolveGateway('Other', { url: 'http://tools.example.com/mcp' });
  assert.throws(() => gatewayFetch(gateway, { token: () => 'x' }), /unencrypted/);
});

test('no region is an error at once', async () => {
  delete process.env.AWS_REGION;
  const gateway = await resolveGateway('Other', { url: 'https://tools.example.com/mcp' });
  assert.throws(() => gatewayFetch(gateway), /no region to sign requests .* set AWS_REGION/);
});

test('no credentials are an error that says what gives some', async () => {
  await iamGateway();
  delete process.env.AWS_ACCESS_KEY_ID;
  await assert.rejects(connected(call), /no AWS credentials to sign with/);
});

test('a redirect is not followed', async () => {
  const gateway = await iamGateway();
  await connected(async (client) => {
    await gateway.tell({ fail: { method: 'tools/call', status: 307, headers: { location: 'http://127.0.0.1:1/elsewhere' } } });
    await assert.rejects(call(client), /cannot be called: unexpected redirect/);
  });
});

test('a call that the caller ends is not an error of the gateway', async () => {
  const gateway = await iamGateway();
  const { url, ...found } = await resolveGateway('Tools');
  const controller = new AbortController();
  const sent = gatewayFetch({ url, ...found })(url, { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}', signal: controller.signal });
  controller.abort();
  await assert.rejects(sent, { name: 'AbortError' });
  assert.ok(gateway);
});
