import { execFileSync } from 'child_process';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** Makes the Lambda function that stacks with a readiness check hold, of today's sources: nothing else in lib/ is needed by tests. */
export default function bundleReadinessCheck(): void {
  execFileSync(process.execPath, [join(ROOT, 'build-tools', 'bundle-readiness-check.mjs'), 'lib/readiness/probe/index.js'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}
