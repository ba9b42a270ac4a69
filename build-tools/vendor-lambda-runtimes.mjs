// Takes AWS's own runtime loops for Node.js and Python out of its packages, and puts small clients of the Runtime API in place of the native
// ones, which need a compiler and do not exist for macOS and Windows: so Lambda functions run on a laptop as on Lambda, without a container.
// As a program: node build-tools/vendor-lambda-runtimes.mjs <folder>
//
// The packages are fetched by npm and pip, at fixed versions and checked hashes, once for each node_modules. They are no dependencies: npm
// would compile the native client of the one on every installation.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_LOOP = {
  name: 'aws-lambda-ric',
  version: '4.0.2',
  integrity: 'sha512-FE5Vskx7mYNnqAnWWJXUOsLp2VGgdsJsCoRLFTa8L4Yk0QVtArqR8q58yPA++QC1a73ZWJXBQ2AH31nIAv7NOQ==',
};
const PYTHON_LOOP = [
  { name: 'awslambdaric', version: '4.2.2', license: 'Apache-2.0', hash: 'sha256:f04e362be24ae21f34beb9ad4847f94ebb915ccd5120925a227f721af20a411d' },
  { name: 'simplejson', version: '3.20.2', license: 'MIT OR AFL-2.1', hash: 'sha256:3b6bb7fb96efd673eac2e4235200bfffdc2353ad12c54117e1e4e2fc485ac017' },
];
/** The wheel of one platform: what is taken from it is the same in all. */
const WHEELS = ['--platform', 'manylinux2014_x86_64', '--platform', 'any', '--implementation', 'cp', '--python-version', '3.12', '--only-binary', ':all:'];

const CACHE = 'node_modules/.cache/lambda-runtimes';
const OUR_CLIENTS = 'local/lambda/runtimes';

/** Returns what was copied, for the bill of materials: the program of the npm package by its path, and the packages of PyPI. */
export function vendorLambdaRuntimes(folder) {
  const npm = fetched('npm', fetchNodeLoop);
  const pypi = fetched('pypi', fetchPythonLoop);
  rmSync(folder, { recursive: true, force: true });

  const nodejs = join(folder, 'nodejs');
  mkdirSync(nodejs, { recursive: true });
  const loop = join(npm, 'node_modules', NODE_LOOP.name);
  writeFileSync(join(nodejs, 'index.mjs'), withOurClient(readFileSync(join(loop, 'index.mjs'), 'utf8')));
  copyFileSync(join(OUR_CLIENTS, 'nodejs', 'rapid-client.cjs'), join(nodejs, 'rapid-client.cjs'));
  copyFileSync(join(loop, 'LICENSE'), join(nodejs, 'LICENSE'));
  writeFileSync(join(nodejs, 'NOTICE'), `index.mjs is that of ${NODE_LOOP.name} ${NODE_LOOP.version}, but for the file name of its native client.\n\n${readFileSync(join(loop, 'NOTICE'), 'utf8')}`);

  const python = join(folder, 'python');
  for (const { name } of PYTHON_LOOP) {
    cpSync(join(pypi, name), join(python, name), { recursive: true, filter: (file) => !/\/(tests|__pycache__)$|\.(so|c)$/.test(file) });
  }
  copyFileSync(join(OUR_CLIENTS, 'python', 'runtime_client.py'), join(python, 'runtime_client.py'));
  const licences = PYTHON_LOOP.map(({ name, version }) => {
    const texts = ['LICENSE', 'LICENSE.txt', 'NOTICE'].map((file) => join(pypi, `${name}-${version}.dist-info`, 'licenses', file)).filter(existsSync);
    return [`${name} ${version}, unchanged:`, ...texts.map((file) => readFileSync(file, 'utf8').trim())].join('\n\n');
  });
  writeFileSync(join(python, 'THIRD-PARTY-LICENSES.txt'), `${licences.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
  return { npm: join(loop, 'index.mjs'), pypi: PYTHON_LOOP.map(({ name, version, license }) => ({ name, version, license })) };
}

/** What is fetched once is kept under the hashes that it was checked by. */
function fetched(registry, fetch) {
  const key = createHash('sha256').update(JSON.stringify([NODE_LOOP, PYTHON_LOOP])).digest('hex').slice(0, 12);
  const folder = join(CACHE, `${registry}-${key}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  fetch(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

function fetchNodeLoop(folder) {
  run('npm', 'pack', `${NODE_LOOP.name}@${NODE_LOOP.version}`, '--silent', '--ignore-scripts', '--pack-destination', folder);
  const archive = join(folder, `${NODE_LOOP.name}-${NODE_LOOP.version}.tgz`);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (integrity !== NODE_LOOP.integrity) throw new Error(`${NODE_LOOP.name} ${NODE_LOOP.version} is not what it was: its hash is ${integrity}`);
  // In a folder of this name, the writer of the bill of materials knows it for a package.
  const loop = join(folder, 'node_modules', NODE_LOOP.name);
  mkdirSync(loop, { recursive: true });
  run('tar', '-xzf', archive, '-C', loop, '--strip-components', '1');
  rmSync(archive);
}

function fetchPythonLoop(folder) {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, PYTHON_LOOP.map(({ name, version, hash }) => `${name}==${version} --hash=${hash}\n`).join(''));
  run('python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-compile', '--require-hashes', ...WHEELS, '--target', folder, '--requirement', requirements);
}

function withOurClient(loop) {
  const native = '"./rapid-client.node"';
  if (loop.split(native).length !== 2) throw new Error(`${NODE_LOOP.name} ${NODE_LOOP.version} does not load ${native} in one place`);
  return loop.replace(native, '"./rapid-client.cjs"');
}

function run(program, ...args) {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) vendorLambdaRuntimes(process.argv[2]);
