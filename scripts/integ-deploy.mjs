// Deploys one app of test/integ, reads the results of its assertions, and destroys it again:
//   npm run integ:deploy -- <story> [--keep]
// It needs an AWS account, and is no part of the tests: test/integ/README.md.
//
// integ-runner would do the same, but the newest on npm, 2.197.10, does not read assemblies of aws-cdk-lib 2.276 (schema 55 against its 53).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stories = readdirSync(join(root, 'test', 'integ')).flatMap((file) => /^integ\.(.+)\.ts$/.exec(file)?.[1] ?? []);
const [story, ...options] = process.argv.slice(2);
if (!stories.includes(story)) {
  console.error(`usage: npm run integ:deploy -- <story> [--keep]\nstories: ${stories.join(', ')}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), `integ-${story}-`));
const outputsFile = join(folder, 'outputs.json');
const app = `ts-node --transpile-only --project test/tsconfig.json test/integ/integ.${story}.ts`;
// `**` is every stack, also those of stages.
const cdk = (command, ...more) => spawnSync('cdk', [command, '**', '--app', app, '--output', join(folder, 'cdk.out'), ...more], { cwd: root, stdio: 'inherit' }).status === 0;

const isDeployed = cdk('deploy', '--require-approval', 'never', '--outputs-file', outputsFile);
const results = isDeployed ? assertionResults() : [];
for (const { id, status, message } of results) console.log(`${status === 'success' ? 'ok  ' : 'FAIL'} ${id}${message ? `: ${message}` : ''}`);
const isDestroyed = options.includes('--keep') || cdk('destroy', '--force');
rmSync(folder, { recursive: true });
if (isDeployed && results.length === 0) console.error('nothing was asserted');
process.exit(isDeployed && isDestroyed && results.length > 0 && results.every(({ status }) => status === 'success') ? 0 : 1);

/** An assertion that does not hold lets the deployment succeed: its result is an output of the stack of assertions. */
function assertionResults() {
  return Object.values(JSON.parse(readFileSync(outputsFile, 'utf8'))).flatMap((outputs) => Object.entries(outputs)
    .filter(([id]) => id.startsWith('AssertionResults'))
    .map(([id, result]) => ({ id: id.replace('AssertionResults', ''), ...JSON.parse(result.replaceAll('\n', '\\n')) })));
}
