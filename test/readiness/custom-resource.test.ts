import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CREDENTIALS, http, RUNTIME_URL, ScriptedEnvironment } from './scripted-environment';
import { serve } from '../../src/readiness/check/custom-resource.lambda';
import { Environment } from '../../src/readiness/check/environment.lambda';

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
    ResponseURL: 'https://bucket.example/response?X-Amz-Signature=presigned',
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

/** An environment with CloudFormation, whose first responses have these statuses. */
function listening(environment: ScriptedEnvironment, ...statuses: number[]): { environment: Environment; puts: Put[] } {
  const puts: Put[] = [];
  const fetch: Environment['fetch'] = async (url, init) => {
    if (init.method !== 'PUT') return environment.fetch(url, init);
    puts.push({ body: JSON.parse(init.body as string), headers: init.headers, at: environment.now() });
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  return { environment: { ...environment, now: environment.now, fetch, abortAfter: () => new AbortController().signal }, puts };
}

async function responseTo(event_: CloudFormationCustomResourceEvent, environment = new ScriptedEnvironment([{}]), remainingMs = 600_000): Promise<Put> {
  const { environment: all, puts } = listening(environment);
  await serve(event_, { getRemainingTimeInMillis: () => remainingMs }, all);
  expect(puts).toHaveLength(1);
  return puts[0];
}

test.each(['Create', 'Update'] as const)('responds to %s with the number of tools', async (type) => {
  const { body, headers } = await responseTo(event(type));

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

test('changes the physical id only with the URL', async () => {
  const ids = [
    await responseTo(event('Create')),
    await responseTo(event('Update', { Version: '2', TimeoutSeconds: '10' })),
    await responseTo(event('Create'), new ScriptedEnvironment([{ all: http(405) }])),
    await responseTo(event('Update', { Url: 'https://elsewhere.example/mcp' })),
  ].map(({ body }) => body.PhysicalResourceId);

  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).toBe(ids[0]);
  expect(ids[3]).not.toBe(ids[0]);
});

test('responds to Delete without a request to the server, also for invalid properties', async () => {
  const environment = new ScriptedEnvironment([{}]);
  const { body } = await responseTo(event('Delete', { Url: 'nonsense' }), environment);

  expect(body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'readiness-before' });
  expect(environment.received).toEqual([]);
});

test('responds FAILED with the reason', async () => {
  const { body } = await responseTo(event('Create'), new ScriptedEnvironment([{ all: http(405, 'no') }]));

  expect(body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('App/Docs/Readiness: the MCP server is not ready (1 attempt in 0 s): initialize returned HTTP 405: no.') });
});

test.each([
  ['Url', 'not a URL', 'Url must be a URL, got "not a URL"'],
  ['Url', undefined, 'Url must be a non-empty string, got nothing'],
  ['Region', '', 'Region must be a non-empty string, got ""'],
  ['Kind', 'lambda', 'Kind must be runtime, function, gateway, got "lambda"'],
  ['TimeoutSeconds', 'soon', 'TimeoutSeconds must be a positive number, got "soon"'],
  ['TimeoutSeconds', '-1', 'TimeoutSeconds must be a positive number, got "-1"'],
  ['ExpectTools', 'weather___', 'ExpectTools must be a JSON array of strings, got "weather___"'],
  ['ExpectTools', '[1]', 'ExpectTools must be a JSON array of strings, got "[1]"'],
])('responds FAILED when %s is %j', async (key, value, words) => {
  const { body } = await responseTo(event('Create', { [key]: value }));

  expect(body).toMatchObject({ Status: 'FAILED', Reason: `App/Docs/Readiness: the readiness check could not run: ${words}` });
});

test('defaults to five minutes and no expected tools', async () => {
  const environment = new ScriptedEnvironment([{ all: http(424) }]);
  const started = environment.now();
  const { at } = await responseTo(event('Create', { TimeoutSeconds: undefined, ExpectTools: undefined }), environment);

  expect(at - started).toBeGreaterThan(290_000);
  expect(at - started).toBeLessThanOrEqual(300_000);
});

test("responds fifteen seconds before Lambda's own timeout", async () => {
  const environment = new ScriptedEnvironment([{ all: http(424) }]);
  const started = environment.now();
  const { body, at } = await responseTo(event('Create'), environment, 100_000);

  expect(body.Status).toBe('FAILED');
  expect(at - started).toBeGreaterThan(80_000);
  expect(at - started).toBeLessThanOrEqual(85_000);
});

test('responds at once when Lambda leaves no time', async () => {
  const environment = new ScriptedEnvironment([{}]);
  const { body } = await responseTo(event('Create'), environment, 10_000);

  expect(body.Reason).toContain('the function has no time left');
  expect(environment.received).toEqual([]);
});

test('responds even when a request ignores its time limit', async () => {
  const { environment, puts } = listening(new ScriptedEnvironment([{ all: () => new Promise(() => {}) }]));
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, { ...environment, abortAfter: () => AbortSignal.timeout(10) });

  expect(puts[0].body).toMatchObject({ Status: 'FAILED', Reason: 'App/Docs/Readiness: the readiness check could not run: it did not finish in time' });
});

test('responds even without credentials', async () => {
  const { environment, puts } = listening(new ScriptedEnvironment([{}]));
  const credentials = () => { throw new Error('the environment variables hold no AWS credentials to sign with'); };
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, { ...environment, credentials });

  expect(puts[0].body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('the environment variables hold no AWS credentials to sign with') });
});

test('redacts credentials in unexpected errors', async () => {
  const { environment, puts } = listening(new ScriptedEnvironment([{}]));
  const log = (line: Record<string, unknown>) => { if ('check' in line) throw new Error(`leak ${CREDENTIALS.sessionToken}`); };
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, { ...environment, log });

  expect(puts[0].body.Reason).toContain('leak ***');
});

test('repeats the response until CloudFormation accepts it', async () => {
  const { environment, puts } = listening(new ScriptedEnvironment([{}]), 503, 500);
  await serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, environment);

  expect(puts).toHaveLength(3);
  expect(puts[2].body).toEqual(puts[0].body);
});

test('fails when CloudFormation never accepts the response, so that Lambda retries the event, without the URL in the error', async () => {
  const scripted = new ScriptedEnvironment([{}]);
  const { environment, puts } = listening(scripted, 403, 403, 403, 403, 403, 403);

  await expect(serve(event('Create'), { getRemainingTimeInMillis: () => 600_000 }, environment))
    .rejects.toThrow('could not send SUCCESS to CloudFormation: HTTP 403');
  expect(puts).toHaveLength(6);
  expect(JSON.stringify(scripted.lines)).not.toContain('presigned');
});

test.each<[string, Record<string, string>, string]>([
  ["the server's message is long", {}, 'initialize returned HTTP 405'],
  ['a property is long', { Kind: '漢'.repeat(5_000) }, 'Kind must be runtime, function, gateway'],
])('keeps the reason within the limit of CloudFormation when %s', async (_, properties, words) => {
  const { environment, puts } = listening(new ScriptedEnvironment([{ all: http(405, '漢'.repeat(5_000)) }]));
  await serve(event('Create', { Name: 'n'.repeat(3_000), ...properties }), { getRemainingTimeInMillis: () => 600_000 }, environment);

  expect(puts[0].body.Reason).toContain(words);
  expect(Buffer.byteLength(puts[0].body.Reason)).toBeLessThanOrEqual(1000);
  expect(Buffer.byteLength(JSON.stringify(puts[0].body))).toBeLessThan(4096);
});
