import fc from 'fast-check';
import { ResponseHead, ResponseReader } from '../../../../local/targets/http/response-reader';

interface Read {
  readonly head?: ResponseHead;
  readonly body: string;
  readonly isComplete: boolean;
  readonly behind: string;
}

/** Reads a response that arrives in these pieces; `then close` when the connection ends behind it. */
function read(pieces: readonly string[], closes = false): Read {
  let head: ResponseHead | undefined;
  let body = '';
  let ends = 0;
  const reader = new ResponseReader({ head: (value) => { head = value; }, data: (part) => { body += part.toString('latin1'); }, end: () => { ends++; } });
  let behind = '';
  for (const piece of pieces) behind += reader.read(Buffer.from(piece, 'latin1')).toString('latin1');
  if (closes) reader.close();
  expect(ends).toBe(reader.isComplete ? 1 : 0);
  return { ...head ? { head } : {}, body, isComplete: reader.isComplete, behind };
}

const OK = 'HTTP/1.1 200 OK\r\n';

test.each([
  ['a length', `${OK}Content-Length: 5\r\n\r\nhello`, 'hello', true],
  ['a length of 0', `${OK}content-length: 0\r\n\r\n`, '', true],
  ['chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;name="x"\r\nlo\r\n0\r\n\r\n`, 'hello', true],
  ['chunks and trailers', `${OK}transfer-encoding: gzip, Chunked\r\n\r\nA \r\n0123456789\r\n00\r\nx-sum: 1\r\n\r\n`, '0123456789', true],
  ['chunks and a length, which does not count', `${OK}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n`, 'hi', true],
  ['no content by its status', 'HTTP/1.1 204 No Content\r\n\r\n', '', true],
  ['a status without words', 'HTTP/1.1 202\r\ncontent-length: 0\r\n\r\n', '', true],
  ['an interim response before it', `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${OK}content-length: 2\r\n\r\nhi`, 'hi', true],
  ['an order to close', `${OK}connection: Close\r\ncontent-length: 2\r\n\r\nhi`, 'hi', false],
  ['HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nhi', 'hi', false],
  ['HTTP/1.0 and an offer to keep the connection', 'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nhi', 'hi', true],
])('reads a response with %s, however it is cut into pieces', (_, text, body, keepsAlive) => {
  fc.assert(fc.property(fc.array(fc.nat({ max: text.length })), (cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), text.length];
    const { head, ...rest } = read(at.slice(1).map((end, index) => text.slice(at[index], end)));
    expect(rest).toEqual({ body, isComplete: true, behind: '' });
    expect(head!.keepsAlive).toBe(keepsAlive);
  }));
});

test('a response without a length ends with the connection', () => {
  expect(read([`${OK}content-type: text/plain\r\n\r\nhel`, 'lo'])).toMatchObject({ body: 'hello', isComplete: false, head: { keepsAlive: false } });
  expect(read([`${OK}\r\nhello`], true)).toMatchObject({ body: 'hello', isComplete: true });
});

test('names of headers are in lower case, and values of one name together', () => {
  expect(read([`${OK}Mcp-Session-Id:  a:b \r\nX: 1\r\nx: 2\r\ncontent-length: 0\r\n\r\n`]).head!.headers).toEqual({ 'mcp-session-id': 'a:b', 'x': '1, 2', 'content-length': '0' });
});

test('what is behind the response is returned', () => {
  expect(read([`${OK}content-length: 2\r\n\r\nhi${OK}`]).behind).toBe(OK);
});

test.each([
  ['is not HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', /not HTTP/],
  ['is of another version', 'HTTP/2 200\r\n\r\n', /not HTTP/],
  ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n', /another protocol/],
  ['has a length that is none', `${OK}content-length: 5, 6\r\n\r\n`, /Content-Length 5, 6/],
  ['has a chunk without a size', `${OK}transfer-encoding: chunked\r\n\r\nhello\r\n`, /no size/],
  ['has a chunk that is longer than it says', `${OK}transfer-encoding: chunked\r\n\r\n2\r\nhello\r\n`, /no end/],
  ['has a head without an end', `${OK}x: ${'y'.repeat(20_000)}`, /too large/],
  ['has a header without a name', `${OK}: x\r\n\r\n`, /no name/],
])('refuses a response that %s', (_, text, words) => {
  expect(() => read([text])).toThrow(words);
});

test.each([
  ['in its head', `${OK}content-le`],
  ['in its body', `${OK}content-length: 5\r\n\r\nhel`],
  ['in a chunk', `${OK}transfer-encoding: chunked\r\n\r\n5\r\nhel`],
  ['before the last chunk', `${OK}transfer-encoding: chunked\r\n\r\n3\r\nhel\r\n`],
])('a connection that closes %s breaks the response off', (_, text) => {
  expect(() => read([text], true)).toThrow('the connection closed before the response was complete');
});
