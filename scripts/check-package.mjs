// Fails when the npm package would hold anything but the library, its documentation and its licence. Prints how large it is.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const ALLOWED = [
  /^(package\.json|LICENSE|README\.md)$/,
  // What the packages for other languages are made of.
  /^\.jsii$/,
  /^\.warnings\.jsii\.js$/,
  /^lib\/.+\.(js|d\.ts|wasm)$/,
  // Of what is bundled or copied from others.
  /^lib\/.+\/(LICENSE|NOTICE)$/,
];
// Sources of bundles, which are in lib/ as single files.
const FORBIDDEN = [/\.lambda\.(js|d\.ts)$/, /\.test\.(js|d\.ts)$/];
const REQUIRED = ['package.json', 'LICENSE', 'README.md', '.jsii', 'lib/index.js', 'lib/index.d.ts', 'lib/readiness/probe/index.js', 'lib/local/cli.js', 'lib/local/LICENSE'];

const { stdout, status } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
if (status !== 0) throw new Error('npm pack failed');
const answer = JSON.parse(stdout);
// Newer npm versions answer with an object by package name.
const [{ files, size, unpackedSize }] = Array.isArray(answer) ? answer : Object.values(answer);

const paths = files.map(({ path }) => path);
const problems = [
  ...paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)) || FORBIDDEN.some((pattern) => pattern.test(path))).map((path) => `${path} is not to be published`),
  ...REQUIRED.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
];
console.log(`npm package: ${files.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`);
for (const problem of problems.slice(0, 20)) console.error(problem);
if (problems.length > 20) console.error(`and ${problems.length - 20} more`);
process.exitCode = problems.length > 0 ? 1 : 0;

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
