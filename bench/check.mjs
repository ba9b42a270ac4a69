// What the rules add to a synthesis, against the validation that is built into aws-cdk-lib.
//
//   npm run bench:check               five rounds
//   npm run bench:check -- --rounds 9
//
// Every measurement is a process of its own, cold; what is compared takes turns in changing order, and medians are shown. CPU time of the
// whole process, not wall time: other work on the machine matters less.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const JUDGES = ['nobody', 'rules', 'built-in', 'both'];
/** What an app is, and how many milliseconds the rules may add to its synthesis. */
const APPS = [
  { app: 'policies', name: '100 policies about 100 tools', target: 1500 },
  { app: 'resources', name: '500 resources, no policies', target: 300 },
];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

if (!existsSync(join(here, '../lib/index.js'))) {
  console.error('bench/check.mjs measures the compiled library: run `npm run build:lib` first');
  process.exit(2);
}

function measure(app, judge) {
  const output = execFileSync(process.execPath, [join(here, 'check-app.mjs'), app, judge], {
    env: { ...process.env, CDK_VALIDATION: 'true' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const lines = [];
for (const { app, name, target } of APPS) {
  const runs = Object.fromEntries(JUDGES.map((judge) => [judge, []]));
  for (let round = 0; round < Number(options.rounds); round++) {
    for (let i = 0; i < JUDGES.length; i++) {
      const judge = JUDGES[(i + round) % JUDGES.length];
      runs[judge].push(measure(app, judge));
    }
  }
  const cpu = Object.fromEntries(JUDGES.map((judge) => [judge, median(runs[judge].map(({ cpuMs }) => cpuMs))]));
  const [rules, builtIn, together] = ['rules', 'built-in', 'both'].map((judge) => cpu[judge] - cpu.nobody);
  lines.push([
    name, `${runs.rules[0].resources}`, cpu.nobody.toFixed(0), rules.toFixed(0), builtIn.toFixed(0), together.toFixed(0), (rules / builtIn).toFixed(2),
    `<= ${target}`, rules <= target ? 'met' : 'MISSED',
  ]);
  process.stderr.write(`measured ${name}\n`);
}

console.log(`\nCPU of a synthesis in ms, medians of ${options.rounds}: without any judge, and what each of them adds.`);
const header = ['', 'resources', 'nobody', 'rules add', 'built-in adds', 'both add', 'rules/built-in', 'target', ''];
const widths = header.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i].length)));
const row = (cells) => cells.map((cell, i) => i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])).join('  ');
console.log([row(header), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n'));
