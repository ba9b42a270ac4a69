// Installs ministack, the emulator of AWS that test/deploy deploys into, into a virtual environment in .cache/, once.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const requirements = join(root, 'test/deploy/emulator/requirements.txt');
const environment = join(root, '.cache/emulator');
const installed = join(environment, 'installed.txt');

const wanted = readFileSync(requirements, 'utf8');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  console.log(`Installing ${wanted.trim().split('\n').join(', ')} from PyPI into .cache/emulator, for the tests in test/deploy (once)`);
  execFileSync('python3', ['-c', 'import sys; sys.exit("Python 3.10 or newer is needed, this is " + sys.version) if sys.version_info < (3, 10) else None'], { stdio: 'inherit' });
  execFileSync('python3', ['-m', 'venv', '--clear', environment], { stdio: 'inherit' });
  execFileSync(join(environment, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements], { stdio: 'inherit' });
  writeFileSync(installed, wanted);
}
