import * as fc from 'fast-check';
import { eventData } from '../../src/mcp-client/event-stream';

async function read(...chunks: string[]): Promise<string[]> {
  async function* parts() { yield* chunks; }
  const all: string[] = [];
  for await (const data of eventData(parts())) all.push(data);
  return all;
}

test.each([
  ['one event', 'data: a\n\n', ['a']],
  ['several lines of data', 'data: a\ndata: b\n\n', ['a\nb']],
  ['no space after the colon', 'data:a\n\n', ['a']],
  ['two spaces after the colon', 'data:  a\n\n', [' a']],
  ['comments and other fields', ': x\nid: 1\nretry: 5\nevent: message\ndata: a\n\n', ['a']],
  ['an event without data', 'id: 1\ndata: \n\ndata: a\n\n', ['a']],
  ['an incomplete event', 'data: a\n\ndata: b\n', ['a']],
  ['line separators of Unicode inside data', 'data: a\u2028b\n\n', ['a\u2028b']],
])('reads %s', async (_, body, data) => {
  expect(await read(body)).toEqual(data);
});

test('reads the same events for all line ends and chunk boundaries', async () => {
  const line = fc.stringMatching(/^[a-z{} ]{1,5}$/);
  const event = fc.array(line, { minLength: 1, maxLength: 3 });
  const lineEnd = fc.constantFrom('\n', '\r', '\r\n');
  const cuts = fc.array(fc.nat(), { maxLength: 12 });
  await fc.assert(fc.asyncProperty(fc.array(event, { maxLength: 6 }), lineEnd, cuts, async (events, end, at) => {
    const body = events.map((data) => ['event: message', ...data.map((part) => `data: ${part}`), '', ''].join(end)).join('');
    const ends = [...at.map((cut) => cut % (body.length + 1)), body.length].sort((a, b) => a - b);
    const chunks = ends.map((to, i) => body.slice(ends[i - 1] ?? 0, to));
    expect(await read(...chunks)).toEqual(events.map((data) => data.join('\n')));
  }), { numRuns: 300 });
});
