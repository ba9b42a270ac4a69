// Builds the Python package: dist/python/*.whl and *.tar.gz.
//
// jsii-pacmak generates the package. build-tools/python adds a page for PyPI, the names of subclasses as keys, error messages for strings in
// place of constructs, and a command that does not unpack the whole package for each run.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonNames } from './python/python-names.mjs';

const ADDITIONS = 'build-tools/python';
const GENERATED = 'dist/python-source';
const OUTPUT = 'dist/python';
const BUILD_TOOLS = '.venv-build';
const REQUIREMENTS = 'node_modules/jsii-pacmak/lib/targets/python/requirements-dev.txt';

for (const folder of [GENERATED, OUTPUT]) rmSync(folder, { recursive: true, force: true });
run('node_modules/.bin/jsii-pacmak', '--code-only', '--target', 'python', '--outdir', GENERATED);
const source = join(GENERATED, 'python');
const module = join(source, 'src', 'cdk_agentcore_gateway');

copyFileSync(join(ADDITIONS, 'README.md'), join(source, 'README.md'));
for (const file of ['_argument_hints.py', '_registration_keys.py', '_wrapping.py']) copyFileSync(join(ADDITIONS, file), join(module, file));
copyFileSync(join(ADDITIONS, 'cdk_agentcore_gateway_command.py'), join(source, 'src', 'cdk_agentcore_gateway_command.py'));
edit(join(module, '__init__.py'), (text) => withAdditions(pythonNames(withPage(text))));
edit(join(source, 'setup.py'), withCommand);

if (!existsSync(`${BUILD_TOOLS}/bin/twine`)) {
  run('python3', '-m', 'venv', BUILD_TOOLS);
  run(`${BUILD_TOOLS}/bin/python`, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS);
}
mkdirSync(OUTPUT, { recursive: true });
run(`${BUILD_TOOLS}/bin/python`, '-m', 'build', '--no-isolation', '--outdir', OUTPUT, source);
run('sh', '-c', `${BUILD_TOOLS}/bin/python -m twine check --strict ${OUTPUT}/*`);

/** The page on PyPI is also the docstring of the module. */
function withPage(text) {
  const page = readFileSync(join(ADDITIONS, 'README.md'), 'utf8');
  return replaced(text, /^r'''\n[^]*?'''\n/, `r'''\n${page}'''\n`);
}

function withAdditions(text) {
  const additions = [
    'from ._argument_hints import reject_strings',
    'from ._registration_keys import pass_class_names',
    '',
    'reject_strings(Gateway)',
    'pass_class_names(Gateway, AgentRuntime, McpServer)',
    '',
  ];
  return replaced(text, /^publication\.publish\(\)\n/m, [...additions, 'publication.publish()', ''].join('\n'));
}

/** Replaces the script of jsii-pacmak by an entry point. */
function withCommand(text) {
  return replaced(text, /,\n {4}"scripts": \[[^\]]*\]/, [
    ',\n    "py_modules": ["cdk_agentcore_gateway_command"]',
    '"entry_points": { "console_scripts": ["agentcore-gateway = cdk_agentcore_gateway_command:main"] }',
  ].join(',\n    '));
}

function edit(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function replaced(text, pattern, by) {
  if (!pattern.test(text)) throw new Error(`the output of jsii-pacmak does not match ${pattern}`);
  return text.replace(pattern, () => by);
}

function run(program, ...args) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
