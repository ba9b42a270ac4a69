import { once } from 'events';
import { AddressInfo, createServer, Server, Socket } from 'net';
import { createServer as createSecureServer } from 'tls';
import { HttpClient, Outgoing } from '../../../../local/targets/http/http-client';

type Answer = (socket: Socket, request: string) => void;

/** A server that writes what a test says, byte for byte. */
class RawServer {
  public static async start(answer: Answer, server = createServer()): Promise<RawServer> {
    const raw = new RawServer(answer, server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return raw;
  }

  public readonly sockets: Socket[] = [];

  private constructor(public answer: Answer, private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.push(socket);
      let request = '';
      socket.setEncoding('latin1').on('error', () => {}).on('data', (text: string) => {
        request += text;
        const [head, body] = request.split('\r\n\r\n');
        if (body === undefined || body.length < Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0)) return;
        const whole = request;
        request = '';
        this.answer(socket, whole);
      });
    });
  }

  public get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/mcp?q=1`);
  }

  public async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

const says = (text: string): Answer => (socket) => { socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${text.length}\r\n\r\n${text}`); };
const turn = async () => new Promise((done) => { setTimeout(done, 20); });

let client: HttpClient;
let server: RawServer;

beforeEach(async () => {
  client = new HttpClient();
  server = await RawServer.start(says('hello'));
});

afterEach(async () => {
  client.close();
  await server.stop();
});

async function send(more: Partial<Outgoing> = {}): Promise<string> {
  const response = await client.send({ method: 'POST', url: server.url, headers: {}, body: Buffer.from('{}'), ...more });
  return (await response.body()).toString();
}

test('writes the request as it is', async () => {
  let request = '';
  server.answer = (socket, text) => { request = text; says('')(socket, text); };
  await send({ headers: { 'x-a': 'b c' }, body: Buffer.from('ü') });
  expect(request.split('\r\n')).toEqual(['POST /mcp?q=1 HTTP/1.1', `host: ${server.url.host}`, 'connection: keep-alive', 'x-a: b c', 'content-length: 2', '', 'Ã¼']);
});

test('writes a body that is larger than one write', async () => {
  server.answer = (socket, text) => says(String(text.split('\r\n\r\n')[1].length))(socket, text);
  expect(await send({ body: Buffer.alloc(3_000_000, 'x') })).toBe('3000000');
});

test.each([['x-a', 'b\r\nhost: evil'], ['x a', 'b'], ['x-a', 'Grüße ☃']])('refuses the header %s: %j', async (name, value) => {
  await expect(send({ headers: { [name]: value } })).rejects.toThrow(`the request cannot have the header ${name}`);
  expect(server.sockets).toHaveLength(0);
});

test('uses one connection for one request after the other, and more for requests at the same time', async () => {
  for (let n = 0; n < 3; n++) expect(await send()).toBe('hello');
  expect(server.sockets).toHaveLength(1);
  await Promise.all([send(), send(), send()]);
  expect(server.sockets).toHaveLength(3);
});

test.each<[string, string]>([
  ['asks to close it', 'connection: close\r\ncontent-length: 2\r\n\r\nhi'],
  ['keeps it for less than a second', 'keep-alive: timeout=1\r\ncontent-length: 2\r\n\r\nhi'],
  ['writes more than the response', 'content-length: 2\r\n\r\nhi!'],
])('opens another connection when the server %s', async (_, rest) => {
  server.answer = (socket) => { socket.write(`HTTP/1.1 200 OK\r\n${rest}`); };
  expect([await send(), await send()]).toEqual(['hi', 'hi']);
  expect(server.sockets).toHaveLength(2);
});

test('sends the request once more when the server closed the connection in between', async () => {
  // However busy the machine is.
  client = new HttpClient(Infinity);
  await send();
  server.answer = (socket, text) => {
    if (socket === server.sockets[0]) socket.destroy();
    else says('again')(socket, text);
  };
  expect(await send()).toBe('again');
});

test('does not use a connection that the server has closed', async () => {
  await send();
  server.sockets[0].destroy();
  await turn();
  expect(await send()).toBe('hello');
});

test('sends no request twice that may have begun', async () => {
  let requests = 0;
  await send();
  server.answer = (socket) => {
    requests++;
    setTimeout(() => socket.destroy(), 100);
  };
  await expect(send()).rejects.toThrow(/no response from http:\/\/127\.0\.0\.1:\d+\/mcp: /);
  expect(requests).toBe(1);
});

test.each<[string, string, string]>([
  ['says nothing', '', 'no response from'],
  ['breaks its response off', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhe', 'the response broke off: the connection closed before the response was complete'],
  ['speaks something else', 'NOPE\r\n\r\n', 'the response is not HTTP/1.1'],
])('says what a server does that %s', async (_, text, words) => {
  server.answer = (socket) => { socket.end(text); };
  await expect(send()).rejects.toThrow(words);
  server.answer = says('hello');
  expect(await send()).toBe('hello');
});

test('refuses more than the service takes, and takes no more of it', async () => {
  let closed = false;
  server.answer = (socket) => {
    socket.on('close', () => { closed = true; });
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const more = () => { while (!closed && socket.write('x'.repeat(65_536)));};
    socket.on('drain', more);
    more();
  };
  await expect(send()).rejects.toThrow('larger than 6 MB');
  while (!closed) await turn();
});

test('a response that nobody reads makes the server wait', async () => {
  let written = 0;
  server.answer = (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const more = () => { while (written < 100_000_000 && socket.write('x'.repeat(65_536))) written += 65_536;};
    socket.on('drain', more);
    more();
  };
  const response = await client.send({ method: 'GET', url: server.url, headers: {} });
  let before = -1;
  while (written !== before) {
    before = written;
    await turn();
  }
  expect(written).toBeLessThan(50_000_000);
  response.drop();
});

test('a whole response that waits for its reader holds up no other request', async () => {
  const text = 'x'.repeat(3_000_000);
  server.answer = says(text);
  const first = await client.send({ method: 'GET', url: server.url, headers: {} });
  await turn();
  server.answer = says('next');
  expect(await send()).toBe('next');
  expect((await first.body()).length).toBe(text.length);
});

test('an abort ends the request and its connection', async () => {
  const aborter = new AbortController();
  server.answer = () => { aborter.abort(); };
  await expect(send({ signal: aborter.signal })).rejects.toThrow('in time');
  await expect(send({ signal: aborter.signal })).rejects.toThrow('in time');
  server.answer = says('hello');
  expect(await send()).toBe('hello');
});

test('an abort after the response leaves the connection to the next request', async () => {
  const aborter = new AbortController();
  await send({ signal: aborter.signal });
  server.answer = (socket, text) => {
    aborter.abort();
    says('next')(socket, text);
  };
  expect(await send()).toBe('next');
  expect(server.sockets).toHaveLength(1);
});

test('an abort in the middle of a body breaks it off', async () => {
  const aborter = new AbortController();
  server.answer = (socket) => { socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n'); };
  const response = await client.send({ method: 'GET', url: server.url, headers: {}, signal: aborter.signal });
  const read = async () => { for await (const part of response) { expect(part.toString()).toBe('hi'); aborter.abort(); } };
  await expect(read()).rejects.toThrow('the response broke off: aborted');
});

test('speaks TLS to an https URL', async () => {
  const secure = await RawServer.start(says('hello'), createSecureServer());
  const url = new URL(secure.url.href.replace('http:', 'https:'));
  await expect(client.send({ method: 'GET', url, headers: {} })).rejects.toThrow(/SSL|TLS|handshake/i);
  await secure.stop();
});
