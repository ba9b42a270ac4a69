import { request } from 'http';
import { FunctionUrlServer, StreamingFunction } from '../../../local/function-url/server';
import { CannotRun } from '../../../local/lambda/cannot-run';

/*
 * A function URL in front of a handler in this process.
 */

type Chunks = (onChunk: (chunk: Buffer, contentType: string) => void) => void;

const PRELUDE = 'application/vnd.awslambda.http-integration-response';
const IDENTITY = { urlId: 'abc', accountId: '111122223333', region: 'eu-west-1' };

const started: FunctionUrlServer[] = [];
const lines: string[] = [];

afterEach(() => {
  started.splice(0).forEach((server) => server.stop());
  lines.length = 0;
});

/** The URL of a function that does this. */
async function urlOf(invoke: StreamingFunction['invoke']): Promise<string> {
  const server = await FunctionUrlServer.start({ invoke }, IDENTITY, (line) => lines.push(line));
  started.push(server);
  return server.url;
}

/** The response of a function that returns this value. */
async function returned(value: unknown): Promise<Response> {
  return fetch(await urlOf(async () => ({ kind: 'response', payload: Buffer.from(JSON.stringify(value)) })));
}

async function streamed(chunks: Chunks): Promise<Response> {
  return fetch(await urlOf(async (_, { onChunk }) => {
    chunks(onChunk!);
    return { kind: 'response', payload: Buffer.alloc(0) };
  }));
}

test.each([['host', 'evil.example'], ['origin', 'https://evil.example']])('answers no request with another %s', async (name, value) => {
  const { hostname, port } = new URL(await urlOf(async () => ({ kind: 'response', payload: Buffer.from('"secret"') })));
  const status = await new Promise((resolve, reject) => { request({ hostname, port, headers: { [name]: value } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end(); });
  expect(status).toBe(403);
});

describe('the event of a request', () => {
  async function eventOf(path: string, init: RequestInit = {}): Promise<any> {
    const url = await urlOf(async (payload) => ({ kind: 'response', payload: Buffer.from(JSON.stringify({ statusCode: 200, body: payload.toString() })) }));
    return (await fetch(url + path, init)).json();
  }

  test('has the path and the query', async () => {
    expect(await eventOf('docs/mcp?a=1&a=2&b=%20')).toMatchObject({
      version: '2.0',
      rawPath: '/docs/mcp',
      rawQueryString: 'a=1&a=2&b=%20',
      queryStringParameters: { a: '1,2', b: ' ' },
      requestContext: { accountId: IDENTITY.accountId, apiId: 'abc', domainName: 'abc.lambda-url.eu-west-1.on.aws', http: { method: 'GET', path: '/docs/mcp' } },
    });
  });

  test('has the time as the logs of web servers have it', async () => {
    expect((await eventOf('')).requestContext.time).toMatch(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/);
  });

  test('has the headers in lower case, and the cookies apart from them', async () => {
    const { cookies, headers } = await eventOf('', { headers: { 'X-Tenant': 'shop', 'cookie': 'a=1; b=2' } });
    expect(headers).toMatchObject({ 'x-tenant': 'shop', 'host': 'abc.lambda-url.eu-west-1.on.aws' });
    expect(headers.cookie).toBeUndefined();
    expect(cookies).toEqual(['a=1', 'b=2']);
  });

  test.each([
    ['JSON as text', 'application/json', { body: '{"ü":1}', isBase64Encoded: false }],
    ['anything else in base64', 'application/octet-stream', { body: Buffer.from('{"ü":1}').toString('base64'), isBase64Encoded: true }],
  ])('has a body of %s', async (_, type, expected) => {
    expect(await eventOf('', { method: 'POST', headers: { 'content-type': type }, body: '{"ü":1}' })).toMatchObject(expected);
  });

  test('has no body if the request has none', async () => {
    expect(await eventOf('')).not.toHaveProperty('body');
  });
});

describe('a returned response', () => {
  test('has status, headers, cookies and body', async () => {
    const response = await returned({ statusCode: 201, headers: { 'X-Id': 7 }, cookies: ['a=1', 'b=2'], body: 'made' });
    expect([response.status, response.headers.get('x-id'), response.headers.getSetCookie(), await response.text()]).toEqual([201, '7', ['a=1', 'b=2'], 'made']);
  });

  test('can have a body in base64', async () => {
    expect(await (await returned({ statusCode: 200, body: Buffer.from('ü').toString('base64'), isBase64Encoded: true })).text()).toBe('ü');
  });

  test('without a status is a body of JSON', async () => {
    const response = await returned({ ok: true });
    expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([200, 'application/json', { ok: true }]);
  });

  test('with a status that is none is a 502', async () => {
    expect((await returned({ statusCode: 'fine' })).status).toBe(502);
  });
});

describe('a streamed response', () => {
  test('begins with its status and headers, wherever the chunks end', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ statusCode: 202, headers: { 'X-Id': '7' }, cookies: ['a=1'] })}\0\0\0\0\0\0\0\0body`);
    const response = await streamed((onChunk) => bytes.forEach((byte) => onChunk(Buffer.from([byte]), PRELUDE)));
    expect([response.status, response.headers.get('x-id'), response.headers.getSetCookie(), await response.text()]).toEqual([202, '7', ['a=1'], 'body']);
  });

  test('without status and headers is bytes', async () => {
    const response = await streamed((onChunk) => ['a', 'b'].forEach((text) => onChunk(Buffer.from(text), 'application/octet-stream')));
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'application/octet-stream', 'ab']);
  });
});

describe('a failure', () => {
  test('of the function is a 502 that does not say why; the log does', async () => {
    const response = await fetch(await urlOf(async () => ({ kind: 'error', errorType: 'TypeError', errorMessage: 'no table', hint: 'set TABLE', payload: Buffer.alloc(0) })));
    expect([response.status, await response.text(), lines]).toEqual([502, 'Internal Server Error', ['TypeError: no table; set TABLE']]);
  });

  test('of this machine to run the function is in the log', async () => {
    const response = await fetch(await urlOf(async () => { throw new CannotRun('it has been stopped'); }));
    expect([response.status, lines]).toEqual([502, ['the function cannot run here: it has been stopped']]);
  });

  test('in the middle of a stream ends the response', async () => {
    const response = await fetch(await urlOf(async (_, { onChunk }) => {
      onChunk!(Buffer.from('{}\0\0\0\0\0\0\0\0begin'), PRELUDE);
      return { kind: 'error', errorType: 'Error', errorMessage: 'late', payload: Buffer.alloc(0) };
    }));
    await expect(response.text()).rejects.toThrow();
  });

  test('to be small enough is a 413', async () => {
    const url = await urlOf(async () => ({ kind: 'response', payload: Buffer.from('{}') }));
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) })).status).toBe(413);
  });
});
