import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, dirname, join } from 'path';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'integ-deploy.mjs');

/** Runs the script with a CDK CLI that deploys nothing and reports these outputs. */
function deploy(outputs: Record<string, Record<string, string>>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-'));
  const cli = join(folder, 'cdk');
  writeFileSync(cli, `#!${process.execPath}
const { appendFileSync, writeFileSync } = require('fs');
appendFileSync(${JSON.stringify(join(folder, 'calls'))}, process.argv[2] + '\\n');
const at = process.argv.indexOf('--outputs-file');
if (at > 0) writeFileSync(process.argv[at + 1], ${JSON.stringify(JSON.stringify(outputs))});
`);
  chmodSync(cli, 0o755);
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    encoding: 'utf8', env: { ...process.env, PATH: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) },
  });
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  return { status, text: stdout + stderr, calls };
}

const HOLDS = { WeatherAssertions: { AssertionResultsGetGateway: '{"status":"success"}' }, Weather: { Url: 'https://example.com' } };
const DOES_NOT = { WeatherAssertions: { AssertionResultsGetGateway: '{"status":"fail","message":"Expected READY but received\nFAILED"}' } };

test('integ:deploy succeeds when every assertion holds, and destroys the app', () => {
  const { status, text, calls } = deploy(HOLDS, 'weather');
  expect({ status, text }).toEqual({ status: 0, text: 'ok   GetGateway\n' });
  expect(calls()).toEqual(['deploy', 'destroy']);
});

test('integ:deploy fails when an assertion does not hold, although the deployment succeeds', () => {
  const { status, text } = deploy(DOES_NOT, 'weather');
  expect({ status, text }).toEqual({ status: 1, text: 'FAIL GetGateway: Expected READY but received\nFAILED\n' });
});

test('integ:deploy fails for an app without assertions', () => {
  expect(deploy({ Weather: {} }, 'weather')).toMatchObject({ status: 1, text: 'the app has no assertions\n' });
});

test('integ:deploy --keep leaves the app deployed', () => {
  expect(deploy(HOLDS, 'weather', '--keep').calls()).toEqual(['deploy']);
});

test('integ:deploy without an app lists the apps', () => {
  expect(deploy({}, 'wheather')).toMatchObject({ status: 2, text: expect.stringMatching(/apps: .*three-levels.*weather/) });
});

test('the code of the shop starts as it is', () => {
  for (const file of ['orders', 'catalog', 'assistant', 'audit']) execFileSync(process.execPath, ['--check', join(__dirname, 'shop', file, 'index.js')]);
});
