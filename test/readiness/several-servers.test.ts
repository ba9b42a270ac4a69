import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { http, Reply, ScriptedEnvironment } from './scripted-environment';
import { serve } from '../../src/readiness/check/custom-resource.lambda';
import { Environment } from '../../src/readiness/check/environment.lambda';

const ORDERS = { Name: 'Shop/Orders', Url: 'https://orders.example/mcp', ExpectTools: '[]', Version: '1' };
const STOCK = { Name: 'Shop/Stock', Url: 'https://stock.example/mcp', ExpectTools: '[]', Version: '1' };

interface Options {
  readonly before?: object[];
  readonly replies?: Record<string, Reply>;
  readonly stackStatus?: string;
}

/** Runs an event with these servers. By default, each server lists one tool. */
async function run(type: 'Create' | 'Update', servers: unknown, { before = [], replies = {}, stackStatus = 'UPDATE_IN_PROGRESS' }: Options = {}) {
  const checked = new Set<string>();
  const scripted = new ScriptedEnvironment([{}]);
  let response: any;
  const fetch: Environment['fetch'] = async (url, init) => {
    const { hostname } = new URL(url);
    if (hostname === 'bucket.example') {
      response = JSON.parse(init.body as string);
      return new Response(null);
    }
    if (hostname.startsWith('cloudformation.')) return new Response(`<StackStatus>${stackStatus}</StackStatus>`);
    checked.add(hostname);
    const reply = replies[hostname];
    return reply ? reply({ method: init.method!, headers: {} }, scripted.clock) : scripted.fetch(url, init);
  };
  const properties = (list: unknown) => ({ ServiceToken: 'probe', Name: 'Shop/Tools', Kind: 'gateway', Servers: list });
  const started = scripted.now();
  await serve({
    RequestType: type,
    ResponseURL: 'https://bucket.example/response',
    StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/5e1f',
    RequestId: 'request',
    LogicalResourceId: 'ReadinessInnerTools',
    PhysicalResourceId: 'before',
    ResourceType: 'Custom::AgentCoreReadiness',
    ResourceProperties: properties(servers),
    OldResourceProperties: properties(before),
  } as unknown as CloudFormationCustomResourceEvent, { getRemainingTimeInMillis: () => 420_000 }, { ...scripted, fetch, abortAfter: () => new AbortController().signal });
  return { response, checked: [...checked].sort(), elapsedMs: scripted.now() - started };
}

test('all servers of the list are checked', async () => {
  const { response, checked } = await run('Create', [ORDERS, STOCK]);
  expect(response).toMatchObject({ Status: 'SUCCESS', Data: { ToolCount: '2' } });
  expect(checked).toEqual(['orders.example', 'stock.example']);
});

test('an update checks only the servers that it changes or adds', async () => {
  const { checked } = await run('Update', [ORDERS, { ...STOCK, Version: '2' }], { before: [ORDERS, STOCK] });
  expect(checked).toEqual(['stock.example']);
});

test('an update that only removes servers checks none', async () => {
  const { response, checked } = await run('Update', [ORDERS], { before: [ORDERS, STOCK] });
  expect(response.Status).toBe('SUCCESS');
  expect(checked).toEqual([]);
});

test('all servers are checked if another version wrote the properties before the update', async () => {
  const { checked } = await run('Update', [ORDERS, STOCK], { before: 'orders' as never });
  expect(checked).toEqual(['orders.example', 'stock.example']);
});

test('a rollback to properties of another version succeeds, and checks nothing', async () => {
  const { response, checked } = await run('Update', 'orders', { stackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' });
  expect(response.Status).toBe('SUCCESS');
  expect(checked).toEqual([]);
});

test('the physical ID does not change with the list', async () => {
  const ids = await Promise.all([run('Create', [ORDERS]), run('Update', [ORDERS, STOCK], { before: [ORDERS] })]);
  expect(ids[1].response.PhysicalResourceId).toBe(ids[0].response.PhysicalResourceId);
});

test('the first failure decides, and no other server is waited for', async () => {
  const { response, elapsedMs } = await run('Create', [ORDERS, STOCK], { replies: { 'orders.example': http(405), 'stock.example': http(503) } });
  expect(response).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^Shop\/Orders: the gateway is not ready/) });
  expect(elapsedMs).toBeLessThan(10_000);
});

test('a server that is not ready in time fails', async () => {
  const { response } = await run('Create', [ORDERS, STOCK], { replies: { 'stock.example': http(503) } });
  expect(response).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(/^Shop\/Stock: the gateway is not ready/) });
});

test.each<[string, unknown, string]>([
  ['a server is not valid', [ORDERS, { ...STOCK, Url: 'stock' }], 'Url must be a URL, got "stock"'],
  ['the list is not valid', 'stock', 'Servers must be a list, got "stock"'],
])('responds FAILED with the gateway when %s', async (_, servers, words) => {
  const { response } = await run('Create', servers);
  expect(response).toMatchObject({ Status: 'FAILED', Reason: `Shop/Tools: the readiness check could not run: ${words}` });
});
