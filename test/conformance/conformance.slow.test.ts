import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import type { AddressInfo } from 'net';
import { join, resolve } from 'path';
import { HANDSHAKE, STATELESS, WITHOUT_SESSIONS } from './baseline';
import { unprefix } from './unprefix';
import type { LocalApp } from '../../local/app/local-app';
import { gateway, startApp, target } from '../local/gateway/builders';
import { temporaryFolder } from '../local/temporary';
import { freePort, startServer } from '../mcp-client/start-server';

const ROOT = resolve(__dirname, '../..');
/** The suite wants Node.js 22. */
const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const SUITE = join(ROOT, 'node_modules', '@modelcontextprotocol', 'conformance', 'dist', 'index.js');

let reference: ChildProcess;
let referenceUrl: string;

beforeAll(async () => {
  const port = await freePort();
  referenceUrl = `http://localhost:${port}/mcp`;
  reference = await startServer(join(__dirname, 'reference-server.mjs'), [], port);
});

afterAll(() => { reference.kill(); });

describe.each([
  ['2025-11-25', 'with sessions and response streaming', { sessionSeconds: 3_600, streaming: true }, HANDSHAKE],
  ['2025-11-25', 'without sessions', {}, WITHOUT_SESSIONS],
  ['2026-07-28', 'without sessions', {}, STATELESS],
] as const)('the scenarios of %s pass %s but for those of the baseline', (version, _, settings, baseline) => {
  let app: LocalApp;

  beforeAll(async () => {
    // The reference server has tools that it does not list.
    const inner = gateway('inner', [target('a', { kind: 'url', url: referenceUrl }, { dynamic: true })], settings);
    const outer = gateway('outer', [target('b', { kind: 'gateway', gateway: 'inner' }, { dynamic: true })], settings);
    app = await startApp([outer, inner]);
  });

  afterAll(async () => app.stop());

  test.each([['one hop', 'inner', 'a___'], ['two hops', 'outer', 'b___a___']])('over %s', async (__, address, prefix) => {
    const proxy = unprefix(app.urlOf(address), prefix).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const failed = await failedScenarios(`http://localhost:${(proxy.address() as AddressInfo).port}/mcp`, version);
    proxy.closeAllConnections();
    proxy.close();
    expect(failed.sort()).toEqual(Object.keys(baseline).sort());
  }, 120_000);
});

async function failedScenarios(url: string, version: string): Promise<string[]> {
  const suite = spawn(NODE, [SUITE, 'server', '--url', url, '--requirements', version, '--timeout', '8000', '-o', temporaryFolder()], { cwd: temporaryFolder() });
  let output = '';
  suite.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  suite.stderr.setEncoding('utf8').on('data', (text: string) => { output += text; });
  await once(suite, 'close');
  if (!/^Total: \d+ passed/m.test(output)) throw new Error(`the suite did not end: ${output.slice(-2_000)}`);
  return [...output.matchAll(/^✗ (\S+): /gm)].map(([, scenario]) => scenario);
}
