// Installs Chromium for the tests in a browser. npm test runs this script, so that no test installs anything.
//
// If Chromium cannot be installed, these tests are skipped with a message, or fail with CHROMIUM_REQUIRED.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The path on Debian. */
const DEBIAN = '/usr/bin/chromium';
const APT = ['apt-get', 'install', '--yes', '--quiet=2', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];

if (process.env.CHROMIUM === undefined && !existsSync(DEBIAN)) {
  if (process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')) install();
  else console.log(`The tests in a browser are skipped: ${DEBIAN} does not exist. Install it, or set the environment variable CHROMIUM to the path of another Chromium.`);
}

function install() {
  console.log(`Installing Chromium for the tests in a browser: ${APT.join(' ')}`);
  const failed = [['apt-get', 'update', '--quiet=2'], APT].find(([program, ...args]) => spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0);
  if (failed) console.log(`The tests in a browser are skipped: \`${failed.join(' ')}\` failed.`);
}
