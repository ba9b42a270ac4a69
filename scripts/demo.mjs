// Synthesizes examples/weather with the CDK CLI of this repository, describes and checks the result, runs its gateways and calls their tools: npm run demo
// Describes any other cloud assembly: npm run demo -- <folder>
//
// Requires only `npm ci` and, when lib/ is not built yet, the network; no credentials. Exits with 1 if something is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callTools } from './demo-calls.mjs';
import { describeModel, missingIn } from './describe-model.mjs';
import { modelLibrary } from './model-library.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const example = join(root, 'examples', 'weather');
const output = join(example, 'cdk.out');
const given = process.argv[2];

if (isStale()) run('building the library', join(root, 'node_modules', '.bin', 'projen'), ['build:lib'], root);
const library = modelLibrary();
const model = library.loadAssembly(given ?? synthesizeExample());
console.log(describeModel(model, library, { colors: process.stdout.isTTY && !process.env.NO_COLOR }));
const problems = missingIn(model, library).map((line) => `missing: ${line}`);
if (given === undefined) {
  run('checking', process.execPath, [join(root, 'lib', 'local', 'cli.js'), 'check', output], example);
  console.error('… running the gateways');
  problems.push(...await callTools(output, example, offline()));
}
for (const line of problems) console.error(line);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Whether a source is newer than the built library. */
function isStale() {
  const built = ['.jsii', 'lib/index.js', 'lib/local/cli.js', 'lib/local/reports.js', 'lib/local/dev.js', 'lib/readiness/probe/index.js'].map((file) => join(root, file));
  if (!built.every(existsSync)) return true;
  const oldest = Math.min(...built.map(modified));
  const sources = ['src', 'local', 'build-tools'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)));
  return [...sources, 'package.json', 'tsconfig.json'].some((file) => modified(join(root, file)) > oldest);
}

function modified(file) {
  return statSync(file).mtimeMs;
}

function synthesizeExample() {
  rmSync(output, { recursive: true, force: true });
  const app = `node --require ts-node/register/transpile-only ${join(root, 'scripts', 'demo-app.cjs')}`;
  run('synthesizing examples/weather', join(root, 'node_modules', '.bin', 'cdk'), ['synth', '--quiet', '--app', app, '--output', output], example, offline());
  return output;
}

function run(what, program, args, cwd, env = process.env) {
  console.error(`… ${what}`);
  const { status, error } = spawnSync(program, args, { cwd, env, stdio: ['ignore', process.stderr, 'inherit'] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** The template is the same for every account, so the CLI must not look up credentials. */
function offline() {
  const nowhere = join(output, 'no-such-file');
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
  };
}
