// Deploys an app in test/integ, prints the results of its assertions, and destroys the app:
//   npm run integ:deploy -- <app> [--keep]
// Requires an AWS account and is not part of the tests. See test/integ/README.md.
//
// The latest integ-runner on npm, 2.197.10, cannot read assemblies of aws-cdk-lib 2.276 (schema 55, it supports 53).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stories = readdirSync(join(root, 'test', 'integ')).flatMap((file) => /^integ\.(.+)\.ts$/.exec(file)?.[1] ?? []);
const [story, ...options] = process.argv.slice(2);
if (!stories.includes(story)) {
  console.error(`usage: npm run integ:deploy -- <app> [--keep]\napps: ${stories.join(', ')}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), `integ-${story}-`));
const outputsFile = join(folder, 'outputs.json');
const app = `ts-node --transpile-only --project test/tsconfig.json test/integ/integ.${story}.ts`;
// `**` matches all stacks, including those in stages.
const cdk = (command, ...more) => spawnSync('cdk', [command, '**', '--app', app, '--output', join(folder, 'cdk.out'), ...more], { cwd: root, stdio: 'inherit' }).status === 0;

const isDeployed = cdk('deploy', '--require-approval', 'never', '--outputs-file', outputsFile);
const results = isDeployed ? assertionResults() : [];
for (const { id, status, message } of results) console.log(`${status === 'success' ? 'ok  ' : 'FAIL'} ${id}${message ? `: ${message}` : ''}`);
const isDestroyed = options.includes('--keep') || cdk('destroy', '--force');
rmSync(folder, { recursive: true });
if (isDeployed && results.length === 0) console.error('the app has no assertions');
process.exit(isDeployed && isDestroyed && results.length > 0 && results.every(({ status }) => status === 'success') ? 0 : 1);

/** A failed assertion does not fail the deployment: the results are outputs of the assertion stack. */
function assertionResults() {
  return Object.values(JSON.parse(readFileSync(outputsFile, 'utf8'))).flatMap((outputs) => Object.entries(outputs)
    .filter(([id]) => id.startsWith('AssertionResults'))
    .map(([id, result]) => ({ id: id.replace('AssertionResults', ''), ...JSON.parse(result.replaceAll('\n', '\\n')) })));
}
