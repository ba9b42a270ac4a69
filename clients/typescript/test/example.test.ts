// The agent of examples/weather by the command of docs/AGENTS.md, with what this package is tested with as its dependencies.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '..', '..');
const WEATHER = join(ROOT, 'examples', 'weather');

function agentWithDependencies(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weather-agent-'));
  cpSync(join(WEATHER, 'agent-typescript'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(PACKAGE, join(folder, 'node_modules', 'agentcore-gateways'));
  for (const name of ['ai', '@ai-sdk']) symlinkSync(join(PACKAGE, 'node_modules', name), join(folder, 'node_modules', name));
  return folder;
}

test('an agent answers with a tool behind two gateways', () => {
  const agent = [process.execPath, join(agentWithDependencies(), 'main.ts'), 'weather in Oslo?'];
  const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'lib', 'local', 'cli.js'), 'dev', '--', ...agent], { cwd: WEATHER, encoding: 'utf8' });
  assert.match(stdout, /^Oslo usually has -?\d+ °C and [\d.]+ hours of daylight in this month\.\n$/, stderr);
  assert.match(stderr, /domain___weather___get_weather {2}TeamGateway → domain → DomainTools → weather/);
});
