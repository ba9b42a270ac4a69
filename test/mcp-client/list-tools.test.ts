import { discovered, Reply, result, ScriptedServer } from './scripted-server';

/** Pages by cursor; the first is `start`. */
function pages(all: Readonly<Record<string, object>>): Reply {
  return (response, request) => result(all[request.rpc!.params?.cursor ?? 'start'])(response, request);
}

test('lists the tools of every page in order, unchanged', async () => {
  const tool = { name: 'c', title: 'C', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true }, icons: [{ src: 'data:,' }], _meta: { own: 1 }, unknown: [null] };
  const server = await ScriptedServer.start({
    'tools/list': pages({ start: { tools: [{ name: 'b' }], nextCursor: 'p2' }, p2: { tools: [], nextCursor: 'p3' }, p3: { tools: [tool, { name: 'a' }] } }),
  });

  expect(await server.client().listTools()).toEqual([{ name: 'b' }, tool, { name: 'a' }]);
});

test.each([[null], ['']])('treats %j as the end of a list', async (nextCursor) => {
  const server = await ScriptedServer.start({ 'tools/list': result({ tools: [{ name: 'a' }], nextCursor }) });

  expect(await server.client().listTools()).toEqual([{ name: 'a' }]);
});

test('treats an empty string from a server of 2026-07-28 as a cursor', async () => {
  const server = await ScriptedServer.start({
    'server/discover': discovered('2026-07-28'),
    'tools/list': pages({ 'start': { tools: [{ name: 'a' }], nextCursor: '' }, '': { tools: [{ name: 'b' }] } }),
  });

  expect(await server.client().listTools()).toEqual([{ name: 'a' }, { name: 'b' }]);
});

test.each<[string, object, string]>([
  ['a cursor repeats', { tools: [], nextCursor: 'again' }, 'the cursor "again" repeats, so the list never ends'],
  ['a cursor is not a string', { tools: [], nextCursor: 2 }, 'nextCursor is not a string: 2'],
  ['there is no list', {}, 'the result has no list of tools'],
  ['the list is not an array', { tools: { a: {} } }, 'the result has no list of tools'],
  ['a tool has no name', { tools: [{ name: 'a' }, { title: 'x' }] }, 'a tool has no name: {"title":"x"}'],
  ['a tool is null', { tools: [null] }, 'a tool has no name: null'],
])('fails when %s', async (_, page, words) => {
  const server = await ScriptedServer.start({ 'tools/list': result(page) });

  await expect(server.client().listTools()).rejects.toThrow(`tools/list returned an invalid MCP response: ${words}`);
});

test('fails when a server of 2026-07-28 repeats an empty cursor', async () => {
  const server = await ScriptedServer.start({ 'server/discover': discovered('2026-07-28'), 'tools/list': result({ tools: [], nextCursor: '' }) });

  await expect(server.client().listTools()).rejects.toThrow('the cursor "" repeats');
});

test('fails when a server returns new cursors endlessly', async () => {
  const server = await ScriptedServer.start();
  let page = 0;
  // A thousand HTTP requests would be slow.
  const invent: typeof fetch = async (url, init) => {
    const { id, method } = JSON.parse(init!.body as string);
    return method === 'tools/list' ? Response.json({ id, result: { tools: [], nextCursor: `p${++page}` } }) : fetch(url, init);
  };

  await expect(server.client({ fetch: invent }).listTools()).rejects.toThrow('the list has more than 1000 pages');
  expect(page).toBe(1_001);
});
