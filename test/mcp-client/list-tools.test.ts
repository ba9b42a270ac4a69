import { discovered, Reply, result, ScriptedServer } from './scripted-server';

/** Pages by cursor; the first is `start`. */
function pages(all: Readonly<Record<string, object>>): Reply {
  return (response, request) => result(all[request.rpc!.params?.cursor ?? 'start'])(response, request);
}

test('lists the tools of every page in order, with everything that the server says of them', async () => {
  const tool = { name: 'c', title: 'C', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true }, icons: [{ src: 'data:,' }], _meta: { own: 1 }, unknown: [null] };
  const server = await ScriptedServer.start({
    'tools/list': pages({ start: { tools: [{ name: 'b' }], nextCursor: 'p2' }, p2: { tools: [], nextCursor: 'p3' }, p3: { tools: [tool, { name: 'a' }] } }),
  });

  expect(await server.client().listTools()).toEqual([{ name: 'b' }, tool, { name: 'a' }]);
});

test.each([[null], ['']])('takes %j for the end of a list', async (nextCursor) => {
  const server = await ScriptedServer.start({ 'tools/list': result({ tools: [{ name: 'a' }], nextCursor }) });

  expect(await server.client().listTools()).toEqual([{ name: 'a' }]);
});

test('takes an empty text of a server of 2026-07-28 for a cursor', async () => {
  const server = await ScriptedServer.start({
    'server/discover': discovered('2026-07-28'),
    'tools/list': pages({ 'start': { tools: [{ name: 'a' }], nextCursor: '' }, '': { tools: [{ name: 'b' }] } }),
  });

  expect(await server.client().listTools()).toEqual([{ name: 'a' }, { name: 'b' }]);
});

test.each<[string, object, string]>([
  ['a cursor repeats', { tools: [], nextCursor: 'again' }, 'the cursor "again" repeats, so the list never ends'],
  ['a cursor is not a text', { tools: [], nextCursor: 2 }, 'nextCursor is not a string: 2'],
  ['there is no list', {}, 'the result has no list of tools'],
  ['the list is none', { tools: { a: {} } }, 'the result has no list of tools'],
  ['a tool has no name', { tools: [{ name: 'a' }, { title: 'x' }] }, 'a tool has no name: {"title":"x"}'],
  ['a tool is none', { tools: [null] }, 'a tool has no name: null'],
])('fails when %s', async (_, page, words) => {
  const server = await ScriptedServer.start({ 'tools/list': result(page) });

  await expect(server.client().listTools()).rejects.toThrow(`tools/list returned an invalid MCP response: ${words}`);
});

test('fails when a server of 2026-07-28 repeats an empty cursor', async () => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), 'tools/list': result({ tools: [], nextCursor: '' }) });

  await expect(server.client().listTools()).rejects.toThrow('the cursor "" repeats');
});

test('fails when a server invents a new cursor for ever', async () => {
  const server = await ScriptedServer.start();
  let page = 0;
  // A thousand requests over HTTP would take their time.
  const invent: typeof fetch = async (url, init) => {
    const { id, method } = JSON.parse(init!.body as string);
    return method === 'tools/list' ? Response.json({ id, result: { tools: [], nextCursor: `p${++page}` } }) : fetch(url, init);
  };

  await expect(server.client({ fetch: invent }).listTools()).rejects.toThrow('the list has more than 1000 pages');
  expect(page).toBe(1_001);
});
