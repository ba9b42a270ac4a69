// Fails if the npm package contains unreachable files, lacks required files, or cannot be resolved. Prints its size.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** For people, jsii and license scanners. */
const PLAIN = [/^(package\.json|LICENSE|README\.md|CHANGELOG\.md|\.jsii)$/, /^docs\/.+\.(md|svg)$/, /\/(LICENSE|NOTICE|THIRD-PARTY-LICENSES\.txt)$/, /^lib\/sbom\.cdx\.json$/];
const REQUIRED = ['LICENSE', 'README.md', 'CHANGELOG.md', '.jsii', 'lib/sbom.cdx.json', 'docs/RULES.md', 'docs/CLI.md'];
/** Files that are loaded, deployed or run by path. The JavaScript of the Cedar engine reads its `.wasm` file. */
const ENTRIES = ['lib/index.js', 'lib/index.d.ts', 'lib/local/cli.js', 'lib/readiness/probe/index.js', 'lib/cedar/vendor/cedar_wasm.js', 'lib/cedar/vendor/cedar_wasm_bg.wasm',
  // The runtime loops of Lambda, which functions are run by.
  'lib/local/lambda-runtimes/nodejs/index.mjs', 'lib/local/lambda-runtimes/nodejs/rapid-client.cjs', 'lib/local/lambda-runtimes/python/runtime_client.py'];
/** Python finds the modules of a package by itself. */
const PYTHON = /^lib\/local\/lambda-runtimes\/python\/\w+\/\w+\.py$/;

const folder = mkdtempSync(join(tmpdir(), 'check-package-'));
try {
  const packed = npmPack();
  const paths = packed.files.map(({ path }) => path);
  const problems = [
    ...unreachable(paths),
    ...[...REQUIRED, ...ENTRIES].filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...brokenLinks(paths),
    ...unlicensed(paths),
    ...linted(join(folder, basename(packed.filename))),
  ];
  console.log(`npm package: ${paths.length} files, ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked`);
  for (const problem of problems.slice(0, 20)) console.error(problem);
  if (problems.length > 20) console.error(`and ${problems.length - 20} more`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

function npmPack() {
  const { stdout, status } = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (status !== 0) throw new Error('npm pack failed');
  const packages = JSON.parse(stdout);
  // Newer npm versions return an object by package name.
  return Array.isArray(packages) ? packages[0] : Object.values(packages)[0];
}

function unreachable(paths) {
  const reached = new Set();
  for (const entry of ENTRIES) reach(entry, reached);
  return paths.filter((path) => !reached.has(path) && !PYTHON.test(path) && !PLAIN.some((pattern) => pattern.test(path))).map((path) => `${path} is not reachable and must not be published`);
}

/** Adds a file, and the files that it requires or imports types from. */
function reach(path, reached) {
  if (reached.has(path) || !isFile(path)) return;
  reached.add(path);
  if (!/\.(js|d\.ts)$/.test(path)) return;
  for (const [, to] of read(path).matchAll(/(?:\brequire\(|\bfrom |\bimport\()['"](\.[^'"]+)['"]/g)) {
    const target = join(dirname(path), to);
    reach(path.endsWith('.d.ts') ? `${target}.d.ts` : target, reached);
  }
}

/** Links to pages that are not in the package. Links to sources are for readers of the repository; npm resolves the links in the README. */
function brokenLinks(paths) {
  return paths.filter((path) => path.startsWith('docs/') && path.endsWith('.md')).flatMap((path) => [...read(path).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => normalize(join(dirname(path), link)))
    .filter((target) => !exists(target) || target.startsWith('docs/') && !paths.includes(target) && !paths.some((other) => other.startsWith(`${target}/`)))
    .map((target) => `${path} links to ${target}, which ${exists(target) ? 'is not in the package: link to the repository' : 'does not exist'}`));
}

/** Components of the bill of materials whose license is not in the package. */
function unlicensed(paths) {
  const licenses = paths.filter((path) => /\/(NOTICE|THIRD-PARTY-LICENSES\.txt)$/.test(path)).map(read).join('\n');
  return JSON.parse(read('lib/sbom.cdx.json')).components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`)
    .filter((component) => !licenses.includes(component))
    .map((component) => `${component} is in the bill of materials, but its license is not in the package`);
}

/** `.jsii` is data for jsii that no program imports. */
function linted(tarball) {
  return [
    ['publint', ['run', tarball, '--level', 'warning', '--strict', '--pack', 'false']],
    ['attw', [tarball, '--exclude-entrypoints', '.jsii', '--format', 'ascii', '--no-color']],
  ].flatMap(([program, args]) => {
    const { status, stdout, stderr, error } = spawnSync(join(root, 'node_modules', '.bin', program), args, { cwd: root, encoding: 'utf8' });
    if (error) throw error;
    // publint exits with 0 for suggestions.
    return status === 0 && (program !== 'publint' || stdout.includes('All good!')) ? [] : [`${program}:\n${stdout}${stderr}`];
  });
}

function exists(path) {
  return existsSync(join(root, path));
}

function isFile(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ?? false;
}

function read(path) {
  return readFileSync(join(root, path), 'utf8');
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
