// Sees to it that the tests in a browser find a Chromium: npm test runs this once, so that no test installs anything.
//
// Where it cannot be installed, those tests are skipped, and say so; with CHROMIUM_REQUIRED they fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Where Debian puts it. */
const DEBIAN = '/usr/bin/chromium';
const APT = ['apt-get', 'install', '--yes', '--quiet=2', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'];

if (process.env.CHROMIUM === undefined && !existsSync(DEBIAN)) {
  if (process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')) install();
  else console.log(`The tests in a browser are skipped: there is no ${DEBIAN}. Install it, or name another Chromium in the environment variable CHROMIUM.`);
}

function install() {
  console.log(`Installing Chromium for the tests in a browser: ${APT.join(' ')}`);
  const failed = [['apt-get', 'update', '--quiet=2'], APT].find(([program, ...args]) => spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0);
  if (failed) console.log(`The tests in a browser are skipped: \`${failed.join(' ')}\` failed.`);
}
