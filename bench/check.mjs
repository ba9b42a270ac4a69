// Measures the CPU time that the rules add to a synthesis, compared with the validation that is built into aws-cdk-lib.
//
//   npm run bench:check               five rounds
//   npm run bench:check -- --rounds 9
//
// Every measurement is a new process. The variants take turns in changing order, and the results are medians of the CPU time of the whole process,
// which depends less on other load than wall time.
import { parseArgs } from 'node:util';
import { inTurns, measure, median, requireLibrary, table } from './processes.mjs';

const VALIDATIONS = ['none', 'rules', 'built-in', 'both'];
/** The apps, with the milliseconds that the rules may add to their synthesis. */
const APPS = [
  { app: 'policies', name: '100 policies about 100 tools', target: 1500 },
  { app: 'resources', name: '500 resources, no policies', target: 300 },
];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

requireLibrary();

const lines = [];
for (const { app, name, target } of APPS) {
  const runs = inTurns(VALIDATIONS, Number(options.rounds), (validation) => measure('check-app.mjs', [app, validation], true));
  const cpu = Object.fromEntries(VALIDATIONS.map((validation) => [validation, median(runs[validation].map(({ cpuMs }) => cpuMs))]));
  const [rules, builtIn, together] = ['rules', 'built-in', 'both'].map((validation) => cpu[validation] - cpu.none);
  lines.push([
    name, `${runs.rules[0].resources}`, cpu.none.toFixed(0), rules.toFixed(0), builtIn.toFixed(0), together.toFixed(0), (rules / builtIn).toFixed(2),
    `<= ${target}`, rules <= target ? 'met' : 'MISSED',
  ]);
  process.stderr.write(`measured ${name}\n`);
}

console.log(`\nCPU time of a synthesis in ms (medians of ${options.rounds}): without validation, and the time that each validation adds.`);
table(['', 'resources', 'none', 'rules add', 'built-in adds', 'both add', 'rules/built-in', 'target', ''], lines);
