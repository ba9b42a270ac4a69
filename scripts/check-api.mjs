// Fails if the public API has breaking changes since api-baseline/: node scripts/check-api.mjs
// Accepts the current API as the new baseline: node scripts/check-api.mjs --accept
//
// Both read .jsii, which the build writes.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const BASELINE = 'api-baseline/cdk-agentcore-gateway.jsii.gz';

if (process.argv.includes('--accept')) accept();
else check();

function accept() {
  mkdirSync('api-baseline', { recursive: true });
  writeFileSync(BASELINE, gzipSync(JSON.stringify(JSON.parse(readFileSync('.jsii', 'utf8')), withoutWords), { level: 9 }));
  console.log(`${BASELINE} is now the current API. Describe in CHANGELOG.md what users must change, and commit both files.`);
}

/** Documentation and source locations may change. */
function withoutWords(key, value) {
  if (['readme', 'locationInModule', 'fingerprint', 'symbolId'].includes(key)) return undefined;
  return key === 'docs' ? { stability: value.stability, deprecated: value.deprecated } : value;
}

function check() {
  // Outside the repository, so that no other tool finds the old assembly.
  const folder = mkdtempSync(join(tmpdir(), 'check-api-'));
  try {
    copyFileSync('package.json', join(folder, 'package.json'));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, '.jsii'), gunzipSync(readFileSync(BASELINE)));
    const { status, stdout, stderr } = spawnSync('node_modules/.bin/jsii-diff', [folder, '.', '--error-on', 'all'], { encoding: 'utf8' });
    if (status === 0) return;
    console.error(`${stdout}${stderr}`);
    console.error('These changes break programs of users. If that is intended, run `npm run api:accept`, and describe in CHANGELOG.md what users must change.');
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
