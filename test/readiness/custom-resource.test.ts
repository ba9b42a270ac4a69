import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CREDENTIALS, http, RUNTIME_URL, ScriptedWorld } from './scripted-world';
import { serve } from '../../src/readiness/check/custom-resource.lambda';
import { World } from '../../src/readiness/check/world.lambda';

const RESOURCE_PROPERTIES = {
  ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:probe',
  Url: RUNTIME_URL.href,
  Region: 'eu-west-1',
  Service: 'bedrock-agentcore',
  Kind: 'runtime',
  Name: 'App/Docs/Readiness',
  ExpectTools: '[]',
  TimeoutSeconds: '300',
  Version: '1',
};

function event(type: 'Create' | 'Update' | 'Delete', properties: Record<string, unknown> = {}): CloudFormationCustomResourceEvent {
  return {
    RequestType: type,
    ServiceToken: RESOURCE_PROPERTIES.ServiceToken,
    ResponseURL: 'https://bucket.example/answer?X-Amz-Signature=presigned',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'DocsReadiness',
    PhysicalResourceId: 'readiness-before',
    ResourceType: 'Custom::AgentCoreReadiness',
    ResourceProperties: { ...RESOURCE_PROPERTIES, ...properties },
    OldResourceProperties: {},
  } as CloudFormationCustomResourceEvent;
}

interface Put { readonly body: Record<string, any>; readonly headers: unknown; readonly at: number }

/** A world in which CloudFormation listens too; `statuses` are its first answers. */
function listening(world: ScriptedWorld, ...statuses: number[]): { world: World; puts: Put[] } {
  const puts: Put[] = [];
  const fetch: World['fetch'] = async (url, init) => {
    if (init.method !== 'PUT') return world.fetch(url, init);
    puts.push({ body: JSON.parse(init.body as string), headers: init.headers, at: world.now() });
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { world: { ...world, now: world.now, fetch, timeout: () => new AbortController().signal }, puts };
}

async function answered(event_: CloudFormationCustomResourceEvent, world = new ScriptedWorld([{}]), remainingMs = 600_000): Promise<Put> {
  const { world: all, puts } = listening(world);
  await serve(event_, { getRemainingTimeInMillis: () => remainingMs }, all);
  expect(puts).toHaveLength(1);
  return puts[0];
}

test.each(['Create', 'Update'] as const)('answers %s with the number of tools', async (type) => {
  const { body, headers } = await answered(event(type));

  expect(body).toEqual({
    Status: 'SUCCESS',
    PhysicalResourceId: expect.stringMatching(/^readiness-[0-9a-f]{32}$/),
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'DocsReadiness',
    Data: { ToolCount: '1' },
  });
  expect(headers).toEqual({ 'content-type': '' });
});

test('keeps the physical id as long as the URL stays, and only so long', async () => {
  const ids = [
    await answered(event('Create')),
    await answered(event('Update', { Version: '2', TimeoutSeconds: '10' })),
    await answered(event('Create'), new ScriptedWorld([{ initialize: http(405) }])),
    await answered(event('Update', { Url: 'https://elsewhere.example/mcp' })),
  ].map(({ body }) => body.PhysicalResourceId);

  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).toBe(ids[0]);
  expect(ids[3]).not.toBe(ids[0]);
});

test('answers Delete at once, without asking anybody, also for properties it does not understand', async () => {
  const world = new ScriptedWorld([{}]);
  const { body } = await answered(event('Delete', { Url: 'nonsense' }), world);

  expect(body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'readiness-before' });
  expect(world.received).toEqual([]);
});

test('answers FAILED with the reason', async () => {
  const { body } = await answered(event('Create'), new ScriptedWorld([{ initialize: http(405, 'no') }]));

  expect(body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('App/Docs/Readiness: the MCP server does not serve its tools (1 attempt in 0 s). Last: HTTP 405') });
});

test.each([
  ['Url', 'not a URL', 'Url must be a URL, got "not a URL"'],
  ['Url', undefined, 'Url must be a text, got nothing'],
  ['Region', '', 'Region must be a text, got ""'],
  ['Kind', 'lambda', 'Kind must be runtime or gateway, got "lambda"'],
  ['TimeoutSeconds', 'soon', 'TimeoutSeconds must be a positive number, got "soon"'],
  ['TimeoutSeconds', '-1', 'TimeoutSeconds must be a positive number, got "-1"'],
  ['ExpectTools', 'weather___', 'ExpectTools must be a JSON array of texts, got "weather___"'],
  ['ExpectTools', '[1]', 'ExpectTools must be a JSON array of texts, got "[1]"'],
])('answers FAILED when %s is %j', async (key, value, words) => {
  const { body } = await answered(event('Create', { [key]: value }));

  expect(body).toMatchObject({ Status: 'FAILED', Reason: `App/Docs/Readiness: the readiness check could not run: ${words}` });
});

test('takes five minutes and no expected tools where the properties are left out', async () => {
  const world = new ScriptedWorld([{ initialize: http(424) }]);
  const started = world.now();
  const { at } = await answered(event('Create', { TimeoutSeconds: undefined, ExpectTools: undefined }), world);

  expect(at - started).toBeGreaterThan(290_000);
  expect(at - started).toBeLessThanOrEqual(300_000);
});

test("answers fifteen seconds before Lambda's own timeout", async () => {
  const world = new ScriptedWorld([{ initialize: http(424) }]);
  const started = world.now();
  const { body, at } = await answered(event('Create'), world, 100_000);

  expect(body.Status).toBe('FAILED');
  expect(at - started).toBeGreaterThan(80_000);
  expect(at - started).toBeLessThanOrEqual(85_000);
});

test('answers at once when Lambda leaves no time', async () => {
  const world = new ScriptedWorld([{}]);
  const { body } = await answered(event('Create'), world, 10_000);

  expect(body.Reason).toContain('the function has no time left for it');
  expect(world.received).toEqual([]);
});

test('answers although a request heeds no time limit', async () => {
  const { world, puts } = listening(new ScriptedWorld([{ initialize: () => new Promise(() => {}) }]));
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, { ...world, timeout: () => AbortSignal.timeout(10) });

  expect(puts[0].body).toMatchObject({ Status: 'FAILED', Reason: 'App/Docs/Readiness: the readiness check could not run: it did not end in time' });
});

test('answers although there are no credentials', async () => {
  const { world, puts } = listening(new ScriptedWorld([{}]));
  const credentials = () => { throw new Error('the environment holds no AWS credentials to sign with'); };
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, { ...world, credentials });

  expect(puts[0].body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('holds no AWS credentials') });
});

test('hides credentials in unexpected errors', async () => {
  const { world, puts } = listening(new ScriptedWorld([{}]));
  const log = (line: Record<string, unknown>) => { if ('check' in line) throw new Error(`leak ${CREDENTIALS.sessionToken}`); };
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, { ...world, log });

  expect(puts[0].body.Reason).toContain('leak ***');
});

test('repeats the answer until CloudFormation takes it', async () => {
  const { world, puts } = listening(new ScriptedWorld([{}]), 503, 500);
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, world);

  expect(puts).toHaveLength(3);
  expect(puts[2].body).toEqual(puts[0].body);
});

test('fails when CloudFormation never takes the answer, so that Lambda runs the event again, and keeps the URL to itself', async () => {
  const scripted = new ScriptedWorld([{}]);
  const { world, puts } = listening(scripted, 403, 403, 403, 403, 403, 403);

  await expect(serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, world))
    .rejects.toThrow('CloudFormation could not be told SUCCESS: HTTP 403');
  expect(puts).toHaveLength(6);
  expect(JSON.stringify(scripted.lines)).not.toContain('presigned');
});

test.each<[string, Record<string, string>, string]>([
  ["the server's words are long", {}, 'Last: HTTP 405'],
  ['a property is long', { Kind: '漢'.repeat(5_000) }, 'Kind must be runtime or gateway'],
])('never says more than CloudFormation takes when %s', async (_, properties, words) => {
  const { world, puts } = listening(new ScriptedWorld([{ initialize: http(405, '漢'.repeat(5_000)) }]));
  await serve(event('Create', { Name: 'n'.repeat(3_000), ...properties }), { getRemainingTimeInMillis: () => 600_000 }, world);

  expect(puts[0].body.Reason).toContain(words);
  expect(Buffer.byteLength(puts[0].body.Reason)).toBeLessThanOrEqual(1000);
  expect(Buffer.byteLength(JSON.stringify(puts[0].body))).toBeLessThan(4096);
});
