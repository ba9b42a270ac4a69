import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { CREDENTIALS } from './scripted-environment';
import { serve } from '../../src/readiness/check/custom-resource.lambda';
import type { Environment } from '../../src/readiness/check/environment.lambda';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/5e1f';
const PROPERTIES = {
  ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:probe',
  Name: 'Shop/Tools',
  GatewayId: 'tools-abcdefghij',
  Targets: ['docs new', 'mail same'],
};
const BEFORE = { ...PROPERTIES, Targets: PROPERTIES.Targets.map((target) => target.replace('new', 'old')) };

interface Service {
  /** The states of the target, one for each time that it is described; the last one repeats. */
  readonly states?: readonly object[];
  /** The HTTP status of each synchronization; the last one repeats. */
  readonly accepts?: readonly number[];
  readonly stackStatus?: string;
  /** The targets that the gateway has. */
  readonly listed?: readonly object[];
  /** The HTTP status of each list of the targets; the last one repeats. */
  readonly lists?: readonly number[];
}

const AFTER_REMOVAL = {
  ResourceType: 'Custom::AgentCoreSynchronizationAfterRemoval',
  ResourceProperties: {
    ServiceToken: PROPERTIES.ServiceToken,
    Name: 'Shop/Orders',
    Gateways: [{ Id: 'tools-abcdefghij', Targets: ['docs'] }],
  },
};

/** Runs an event against a scripted service, and returns the response to CloudFormation and the requests to the service. */
async function run(type: 'Create' | 'Update' | 'Delete', { states = [ready(1), ready(2)], accepts = [202], stackStatus = 'UPDATE_IN_PROGRESS', listed = [{ targetId: 'TARGETDOCS', name: 'docs' }, { targetId: 'TARGETMAIL', name: 'mail' }], lists = [200] }: Service = {}, before = BEFORE, resource: object = {}) {
  const calls: string[] = [];
  let response: any;
  let now = Date.UTC(2026, 0, 1);
  const [described, synchronized, listedWith] = [states, accepts, lists].map((list) => { let index = 0; return () => list[Math.min(index++, list.length - 1)]; });
  const fetch: Environment['fetch'] = async (url, init) => {
    const { hostname, pathname } = new URL(url);
    if (hostname === 'cloudformation.eu-west-1.amazonaws.com') return new Response(`<StackStatus>${stackStatus}</StackStatus>`);
    if (hostname === 'bucket.example') {
      response = JSON.parse(init.body as string);
      return new Response(null);
    }
    expect(new Headers(init.headers as Record<string, string>).get('authorization')).toMatch(/^AWS4-HMAC-SHA256 .*bedrock-agentcore/);
    calls.push(`${init.method} ${hostname}${pathname}${init.body ? ` ${init.body as string}` : ''}`);
    if (pathname.endsWith('/targets/')) return Response.json({ items: listed }, { status: listedWith() as number });
    if (init.method === 'GET') return Response.json(described());
    const status = synchronized() as number;
    return status === 202 ? Response.json({ targets: [] }, { status }) : Response.json({ message: 'server says no' }, { status });
  };
  const environment: Environment = {
    fetch,
    now: () => now,
    sleep: async (ms) => { now += ms; },
    abortAfter: () => new AbortController().signal,
    random: () => 0.5,
    credentials: () => CREDENTIALS,
    log: () => undefined,
  };
  await serve({
    RequestType: type,
    ServiceToken: PROPERTIES.ServiceToken,
    ResponseURL: 'https://bucket.example/response',
    StackId: STACK,
    RequestId: 'request',
    LogicalResourceId: 'Synchronize',
    PhysicalResourceId: 'before',
    ResourceType: 'Custom::AgentCoreSynchronization',
    ResourceProperties: PROPERTIES,
    OldResourceProperties: before,
    ...resource,
  } as unknown as CloudFormationCustomResourceEvent, { getRemainingTimeInMillis: () => 420_000 }, environment);
  return { response, calls };
}

function ready(at: number, status = 'READY', statusReasons?: string[]): object {
  return { status, lastSynchronizedAt: at, statusReasons };
}

const LIST = 'GET bedrock-agentcore-control.eu-west-1.amazonaws.com/gateways/tools-abcdefghij/targets/';
const SYNCHRONIZE = 'PUT bedrock-agentcore-control.eu-west-1.amazonaws.com/gateways/tools-abcdefghij/synchronizeTargets {"targetIdList":["TARGETDOCS"]}';

test('a new synchronization does nothing: the targets have just read their tools', async () => {
  const { response, calls } = await run('Create');
  expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: expect.stringMatching(/^synchronization-[0-9a-f]{32}$/) });
  expect(calls).toEqual([]);
});

test('an update synchronizes only the targets whose fingerprint changed, and waits for the new time of synchronization', async () => {
  const { response, calls } = await run('Update', { states: [ready(1), ready(1, 'SYNCHRONIZING'), ready(1), ready(2)] });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(calls.filter((call) => call.startsWith('PUT'))).toEqual([SYNCHRONIZE]);
  expect(calls.filter((call) => call.startsWith('GET') && call !== LIST)).toHaveLength(4);
});

test('a synchronization of another gateway than before does nothing: its targets are new', async () => {
  const { calls } = await run('Update', {}, { ...BEFORE, GatewayId: 'tools-0123456789' });
  expect(calls).toEqual([]);
});

test('every target is synchronized if another version wrote the properties before the update', async () => {
  const { response, calls } = await run('Update', { states: [ready(1), ready(1), ready(2)] }, { ...BEFORE, Targets: [{ Id: 'TARGETDOCS' }] as never });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(calls.filter((call) => call.startsWith('PUT'))).toHaveLength(2);
});

test('a rollback to properties of another version succeeds', async () => {
  const properties = { ...PROPERTIES, Targets: [{ Id: 'TARGETDOCS', Fingerprint: 'old' }] };
  const { response } = await run('Update', { stackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' }, PROPERTIES, { ResourceProperties: properties });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  const failed = await run('Update', {}, PROPERTIES, { ResourceProperties: properties });
  expect(failed.response).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('Targets must have names and fingerprints') });
});

test('a list of targets that is throttled is tried again', async () => {
  const { response, calls } = await run('Update', { lists: [429, 200] });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(calls).toContain(SYNCHRONIZE);
});

test('a target that is new in the update is not synchronized', async () => {
  const { calls } = await run('Update', {}, { ...BEFORE, Targets: BEFORE.Targets.slice(1) });
  expect(calls).toEqual([]);
});

test('several targets are synchronized at the same time', async () => {
  const before = { ...BEFORE, Targets: BEFORE.Targets.map((target) => target.replace('same', 'old')) };
  const { response, calls } = await run('Update', { states: [ready(1), ready(1), ready(2)] }, before);
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['GET', 'GET', 'GET', 'PUT', 'PUT', 'GET', 'GET']);
});

test('a conflict with another operation is tried again', async () => {
  const { response, calls } = await run('Update', { accepts: [409, 202], states: [ready(1), ready(1), ready(2)] });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(calls.filter((call) => call.startsWith('PUT'))).toHaveLength(2);
});

test('a rejected request fails with the target and the words of the service', async () => {
  const { response } = await run('Update', { accepts: [403] });
  expect(response).toMatchObject({ Status: 'FAILED', Reason: 'Shop/Tools: the gateway did not read the tools of target docs again: server says no' });
});

test('a server that stays down fails with the status and its reasons', async () => {
  const { response } = await run('Update', { states: [ready(1), ready(1, 'SYNCHRONIZE_UNSUCCESSFUL', ['Failed to connect'])] });
  expect(response).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('its status is SYNCHRONIZE_UNSUCCESSFUL (Failed to connect)') });
});

test('a rollback starts the synchronization and does not wait for the server', async () => {
  const { response, calls } = await run('Update', { stackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS', accepts: [500] });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
  expect(calls).toEqual([LIST, SYNCHRONIZE]);
});

test('a rollback succeeds when the service does not list the targets', async () => {
  const { response } = await run('Update', { stackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS', lists: [500] });
  expect(response).toMatchObject({ Status: 'SUCCESS' });
});

describe('after targets of an inner gateway were deleted', () => {
  const removed = (service: Service) => run('Delete', { stackStatus: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', ...service }, BEFORE, AFTER_REMOVAL);

  test('the outer target is found by its name and synchronized', async () => {
    const { response, calls } = await removed({});
    expect(response).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'before' });
    expect(calls).toContain(SYNCHRONIZE);
  });

  test.each<[string, Service]>([
    ['the stack is deleted', { stackStatus: 'DELETE_IN_PROGRESS' }],
    ['the creation of the stack is rolled back', { stackStatus: 'ROLLBACK_IN_PROGRESS' }],
    ['the outer target was deleted too', { listed: [] }],
  ])('nothing is synchronized if %s', async (_, service) => {
    const { response, calls } = await removed(service);
    expect(response).toMatchObject({ Status: 'SUCCESS' });
    expect(calls).not.toContain(SYNCHRONIZE);
  });

  test('the deletion succeeds when the service rejects the synchronization', async () => {
    const { response } = await removed({ accepts: [403] });
    expect(response).toMatchObject({ Status: 'SUCCESS' });
  });
});
