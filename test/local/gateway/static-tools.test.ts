import { gateway, startApp, target } from './builders';
import { callTool, rpc, textIn } from './client';

test('tools of the template are listed whole, also when their target does not run here', async () => {
  const details = { title: 'Search', annotations: { readOnlyHint: true }, icons: [{ src: 'https://example.com/i.png' }], execution: { taskSupport: 'optional' }, _meta: { 'com.example/a': 1 } };
  const tool = { name: 'search', description: 'Searches.', inputSchema: { type: 'object' }, outputSchema: { type: 'object' }, details };
  const app = await startApp([gateway('G', [target('docs', { kind: 'nowhere', reason: 'its endpoint is unresolved until deployment' }, { tools: [tool] })])]);
  const { result } = await rpc(app.urlOf('G'), 'tools/list');
  expect(result!.tools).toEqual([{ name: 'docs___search', description: 'Searches.', inputSchema: { type: 'object' }, outputSchema: { type: 'object' }, ...details }]);
  expect(textIn(await callTool(app.urlOf('G'), 'docs___search'))).toBe('This tool does not run locally: its endpoint is unresolved until deployment; name an MCP server to call instead: --target docs=<url or command>');
  await app.stop();
});
