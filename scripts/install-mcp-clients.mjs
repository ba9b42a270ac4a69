// Installs the MCP clients that are no development dependencies into .cache/mcp-clients, once: the Inspector from npm, the Python SDK from PyPI.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = join(root, 'test/local/mcp-clients');
const folder = join(root, '.cache/mcp-clients');

/** The copy of the list, written last, says what is installed. */
function installOnce(list, install) {
  const installed = join(folder, 'installed', list);
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(join(wanted, list), 'utf8')) return;
  install(join(wanted, list));
  cpSync(join(wanted, list), installed);
}

mkdirSync(folder, { recursive: true });
installOnce('package.json', (list) => {
  console.log('Installing the MCP Inspector from npm into .cache/mcp-clients, for test/local (once)');
  cpSync(list, join(folder, 'package.json'));
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error'], { stdio: 'inherit', shell: process.platform === 'win32' });
});
installOnce('requirements.txt', (list) => {
  console.log('Installing the Python SDK of MCP from PyPI into .cache/mcp-clients, for test/local (once)');
  execFileSync('python3', ['-m', 'venv', '--clear', join(folder, 'python')], { stdio: 'inherit' });
  execFileSync(join(folder, 'python/bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', list], { stdio: 'inherit' });
});
