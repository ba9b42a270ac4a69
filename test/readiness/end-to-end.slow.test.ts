import { ChildProcess, execFileSync, spawn } from 'child_process';
import { once } from 'events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'fs';
import { builtinModules } from 'module';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { PassThrough } from 'stream';
import { text } from 'stream/consumers';
import { CloudFormation, Delivered, Service } from './servers';
import { freePort, startServer } from '../mcp-client/start-server';

// Runs the published bundle in its own process, against real MCP servers behind a proxy that verifies signatures.

const ROOT = resolve(__dirname, '../..');
const SIGNER = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE//token+with=signs==',
  region: 'eu-west-1',
  service: 'bedrock-agentcore',
};
const RUNTIME_PATH = '/runtimes/arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A111122223333%3Aruntime%2Fdocs-AbCdEfGhIj/invocations?qualifier=DEFAULT';
const STARTING = { status: 424, message: 'Runtime initialization time exceeded. Please make sure that initialization completes in 30s.' };
const DENIED = {
  status: 403,
  message: 'User: arn:aws:sts::111122223333:assumed-role/Check/probe is not authorized to perform: bedrock-agentcore:InvokeAgentRuntime',
  headers: { 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/' },
};
/** Lambda's timeout, long enough to have no effect. */
const FUNCTION_TIMEOUT_MS = 120_000;

jest.setTimeout(30_000);

let directory: string;
let bundle: string;
let everything: ChildProcess;
let everythingPort: number;
let cloudFormation: CloudFormation;
let responseUrl: string;
let service: Service;
let paging: ChildProcess | undefined;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'readiness-'));
  bundle = join(directory, 'index.js');
  execFileSync(process.execPath, ['build-tools/bundle-readiness-check.mjs', bundle], { cwd: ROOT, stdio: 'pipe' });
  everythingPort = await freePort();
  everything = await startServer(join(ROOT, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js'), ['streamableHttp'], everythingPort);
});

afterAll(() => {
  everything?.kill();
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(async () => {
  cloudFormation = new CloudFormation();
  responseUrl = await cloudFormation.open();
  service = new Service(await freePort(), everythingPort, SIGNER);
});

afterEach(() => {
  service.close();
  cloudFormation.close();
  paging?.kill();
  paging = undefined;
});

interface Invocation {
  readonly response: Delivered;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function invoke(
  type: 'Create' | 'Update' | 'Delete',
  properties: Record<string, string>,
  options: { functionTimeoutMs?: number; secretAccessKey?: string; onFirstAttempt?: () => Promise<void> } = {},
): Promise<Invocation> {
  const child = spawn(process.execPath, [join(__dirname, 'lambda-runtime.mjs'), bundle], {
    env: {
      PATH: process.env.PATH,
      AWS_REGION: SIGNER.region,
      AWS_ACCESS_KEY_ID: SIGNER.accessKeyId,
      AWS_SECRET_ACCESS_KEY: options.secretAccessKey ?? SIGNER.secretAccessKey,
      AWS_SESSION_TOKEN: SIGNER.sessionToken,
    },
  });
  child.stdin.end(JSON.stringify({
    timeoutMs: options.functionTimeoutMs ?? FUNCTION_TIMEOUT_MS,
    event: {
      RequestType: type,
      ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:probe',
      ResponseURL: responseUrl,
      StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/App/1',
      RequestId: 'request',
      LogicalResourceId: 'DocsReadiness',
      ...(type === 'Create' ? {} : { PhysicalResourceId: 'readiness-before' }),
      ResourceType: 'Custom::AgentCoreReadiness',
      ResourceProperties: {
        ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:probe',
        Region: SIGNER.region,
        Service: SIGNER.service,
        Name: 'App/Docs/Readiness',
        ExpectTools: '[]',
        TimeoutSeconds: '30',
        Version: '1',
        ...properties,
      },
    },
  }));
  const output = child.stdout.pipe(new PassThrough());
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(output), text(child.stderr), once(child, 'exit'),
    // The first line is about the first attempt.
    ...options.onFirstAttempt ? [once(child.stdout, 'data').then(options.onFirstAttempt)] : [],
  ]);
  const response = cloudFormation.deliveries[cloudFormation.deliveries.length - 1];
  return { response, exitCode, stdout, stderr };
}

function runtime(): Record<string, string> {
  return { Kind: 'runtime', Url: `http://127.0.0.1:${service.port}${RUNTIME_PATH}` };
}

function lines({ stdout }: Invocation): any[] {
  return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

test('the bundle requires only Node.js', () => {
  const code = readFileSync(bundle, 'utf8');
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name.replace(/^node:/, ''));

  expect(required.length).toBeGreaterThan(0);
  expect(required.filter((name) => !builtinModules.includes(name))).toEqual([]);
  expect(code).not.toMatch(/\bimport\(/);
  // It is part of the npm package and of every deployment.
  expect(statSync(bundle).size).toBeLessThan(44 * 1024);
});

test('a running server is ready at once', async () => {
  await service.open();
  const invocation = await invoke('Create', runtime());

  expect(invocation).toMatchObject({ exitCode: 0, stderr: '' });
  expect(invocation.response).toMatchObject({
    method: 'PUT',
    headers: { 'content-type': '' },
    body: { Status: 'SUCCESS', StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/App/1', RequestId: 'request', LogicalResourceId: 'DocsReadiness' },
  });
  expect(Number(invocation.response.body.Data.ToolCount)).toBeGreaterThan(5);
  expect(lines(invocation)[0]).toMatchObject({ check: 'App/Docs/Readiness', attempt: 1, outcome: 'ready' });

  // Correctly signed, one session, a response as an event stream, the session ended.
  expect(service.faults).toEqual([]);
  expect(service.seen.map(({ method, rpc }) => rpc ?? method)).toEqual(['server/discover', 'initialize', 'notifications/initialized', 'tools/list', 'DELETE']);
  expect(service.seen.every(({ target }) => target === RUNTIME_PATH)).toBe(true);
  expect(service.seen[3].contentType).toBe('text/event-stream');
  const [, , ...rest] = service.seen.map(({ headers }) => headers);
  expect(new Set(rest.map((headers) => headers['mcp-session-id']))).toEqual(new Set([expect.stringMatching(/./)]));
  expect(new Set(rest.map((headers) => headers['mcp-protocol-version']))).toEqual(new Set(['2025-11-25']));
});

test('the check waits for a server that starts slowly', async () => {
  const broken = { status: 502, message: 'Bad gateway' };
  // Each attempt sends server/discover and initialize.
  service.obstacles = [STARTING, STARTING, broken, broken];
  const invocation = await invoke('Create', runtime(), { onFirstAttempt: async () => { await service.open(); } });

  expect(invocation.response.body).toMatchObject({ Status: 'SUCCESS' });
  expect(service.faults).toEqual([]);
  const attempts = lines(invocation).filter(({ check }) => check);
  expect(attempts[0]).toMatchObject({ outcome: 'not ready', kind: 'unreachable', words: expect.stringContaining('ECONNREFUSED') });
  expect(attempts.map(({ status }) => status).filter(Boolean)).toEqual([424, 502]);
  expect(attempts[attempts.length - 1]).toMatchObject({ outcome: 'ready' });
  // All requests use the same microVM.
  expect(new Set(service.seen.map(({ headers }) => headers['x-amzn-bedrock-agentcore-runtime-session-id'])).size).toBe(1);
});

test('a server that never starts fails the resource with the message of the service', async () => {
  service.always = STARTING;
  await service.open();
  const invocation = await invoke('Create', { ...runtime(), TimeoutSeconds: '5' });

  expect(invocation.exitCode).toBe(0);
  expect(invocation.response.body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: expect.stringMatching(/^readiness-/) });
  expect(invocation.response.body.Reason).toMatch(/^App\/Docs\/Readiness: the MCP server is not ready \([2-9] attempts in [1-5] s\): initialize returned HTTP 424: Runtime initialization time exceeded\./);
  expect(invocation.response.body.Reason).toContain('/aws/bedrock-agentcore/runtimes/docs-AbCdEfGhIj-DEFAULT');
});

test('a denial fails the resource and names the denied role', async () => {
  service.always = DENIED;
  await service.open();
  const invocation = await invoke('Update', { ...runtime(), TimeoutSeconds: '5' });

  expect(invocation.response.body.Status).toBe('FAILED');
  expect(invocation.response.body.Reason).toContain(`server/discover returned HTTP 403: AccessDeniedException: ${DENIED.message}`);
  expect(service.seen.length).toBeGreaterThan(1);
});

test('a rejected signature is reported without credentials', async () => {
  await service.open();
  const invocation = await invoke('Create', { ...runtime(), TimeoutSeconds: '5' }, { secretAccessKey: 'another' });

  expect(service.faults[0]).toContain(SIGNER.sessionToken);
  expect(invocation.response.body.Reason).toContain('The request signature we calculated does not match');
  const written = JSON.stringify(invocation.response) + invocation.stdout + invocation.stderr;
  for (const secret of [SIGNER.sessionToken, SIGNER.accessKeyId, 'presigned']) expect(written).not.toContain(secret);
  expect(written).not.toMatch(/Signature=[0-9a-f]/);
});

test('a gateway is ready when the pages of its list contain the tools of all targets', async () => {
  const port = await freePort();
  paging = await startServer(join(__dirname, 'paging-server.mjs'), [], port);
  service = new Service(service.port, port, SIGNER);
  await service.open();
  const invocation = await invoke('Create', { Kind: 'gateway', Url: `http://127.0.0.1:${service.port}/mcp`, ExpectTools: '["weather___","pets___"]' });

  expect(invocation.response.body).toMatchObject({ Status: 'SUCCESS', Data: { ToolCount: '7' } });
  expect(service.faults).toEqual([]);
  expect(lines(invocation)[0]).toMatchObject({ outcome: 'not ready', words: expect.stringContaining('no tool name starts with `pets___`') });
  expect(service.seen.filter(({ rpc }) => rpc === 'tools/list')).toHaveLength(1 + 3);
  expect(service.seen.find(({ rpc }) => rpc === 'tools/list')!.contentType).toBe('application/json');
});

test('deletion succeeds at once, without a request', async () => {
  await service.open();
  const invocation = await invoke('Delete', runtime());

  expect(invocation.response.body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'readiness-before' });
  expect(service.seen).toEqual([]);
});

test('CloudFormation receives the response before Lambda stops the function, at the second try', async () => {
  service.always = STARTING;
  cloudFormation.refusals = 1;
  await service.open();
  const invocation = await invoke('Create', { ...runtime(), TimeoutSeconds: '300' }, { functionTimeoutMs: 16_200 });

  expect(invocation.exitCode).toBe(0);
  expect(cloudFormation.deliveries.map(({ body }) => body.Status)).toEqual(['FAILED', 'FAILED']);
});
