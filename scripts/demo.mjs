// Synthesizes examples/weather with the CDK CLI of this repository, and describes the result: npm run demo
// Describes any other cloud assembly: npm run demo -- <folder>
//
// Requires only `npm ci`, no credentials and no network. Exits with 1 if something is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeModel, missingIn } from './describe-model.mjs';
import { modelLibrary } from './model-library.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const example = join(root, 'examples', 'weather');
const output = join(example, 'cdk.out');

if (isStale()) run('building the library', 'projen', ['build:lib'], root);
const library = modelLibrary();
const model = library.loadAssembly(process.argv[2] ?? synthesizeExample());
console.log(describeModel(model, library, { colors: process.stdout.isTTY && !process.env.NO_COLOR }));
const missing = missingIn(model, library);
for (const line of missing) console.error(`missing: ${line}`);
process.exitCode = missing.length > 0 ? 1 : 0;

/** Whether a source is newer than the built library. */
function isStale() {
  const built = ['.jsii', 'lib/index.js', 'lib/readiness/probe/index.js'].map((file) => join(root, file));
  if (!built.every(existsSync)) return true;
  const oldest = Math.min(...built.map(modified));
  const sources = ['src', 'build-tools'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)));
  return [...sources, 'package.json', 'tsconfig.json'].some((file) => modified(join(root, file)) > oldest);
}

function modified(file) {
  return statSync(file).mtimeMs;
}

function synthesizeExample() {
  rmSync(output, { recursive: true, force: true });
  run('synthesizing examples/weather', 'cdk', ['synth', '--quiet', '--output', output], example, offline());
  return output;
}

function run(what, program, args, cwd, env = process.env) {
  console.error(`… ${what}`);
  const { status, error } = spawnSync(join(root, 'node_modules', '.bin', program), args, { cwd, env, stdio: ['ignore', process.stderr, 'inherit'] });
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
