// What the rules add to a synthesis, against the validation that is built into aws-cdk-lib.
//
//   npm run bench:check               five rounds
//   npm run bench:check -- --rounds 9
//
// Every measurement is a process of its own, cold; what is compared takes turns in changing order, and medians are shown. CPU time of the
// whole process, not wall time: other work on the machine matters less.
import { parseArgs } from 'node:util';
import { inTurns, measure, median, needLibrary, table } from './processes.mjs';

const JUDGES = ['nobody', 'rules', 'built-in', 'both'];
/** What an app is, and how many milliseconds the rules may add to its synthesis. */
const APPS = [
  { app: 'policies', name: '100 policies about 100 tools', target: 1500 },
  { app: 'resources', name: '500 resources, no policies', target: 300 },
];

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

needLibrary();

const lines = [];
for (const { app, name, target } of APPS) {
  const runs = inTurns(JUDGES, Number(options.rounds), (judge) => measure('check-app.mjs', [app, judge], true));
  const cpu = Object.fromEntries(JUDGES.map((judge) => [judge, median(runs[judge].map(({ cpuMs }) => cpuMs))]));
  const [rules, builtIn, together] = ['rules', 'built-in', 'both'].map((judge) => cpu[judge] - cpu.nobody);
  lines.push([
    name, `${runs.rules[0].resources}`, cpu.nobody.toFixed(0), rules.toFixed(0), builtIn.toFixed(0), together.toFixed(0), (rules / builtIn).toFixed(2),
    `<= ${target}`, rules <= target ? 'met' : 'MISSED',
  ]);
  process.stderr.write(`measured ${name}\n`);
}

console.log(`\nCPU of a synthesis in ms, medians of ${options.rounds}: without any judge, and what each of them adds.`);
table(['', 'resources', 'nobody', 'rules add', 'built-in adds', 'both add', 'rules/built-in', 'target', ''], lines);
