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
  { app: 'policies', name: '100 policies about 100 tools', target: 600 },
  { app: 'resources', name: '500 resources, no policies', target: 250 },
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

/** The command on the templates of a whole app, whose time grows with the number of resources and no faster. */
const SIZES = [{ size: '1000' }, { size: '10000', target: 4000 }];
const sizes = inTurns(SIZES.map(({ size }) => size), Number(options.rounds), (size) => measure('check-size.mjs', [size], true));
console.log(`\nCPU time of \`agentcore-gateway check\` in ms (medians of ${options.rounds}).`);
table(['resources', 'check', 'for each resource', 'target', ''], SIZES.map(({ size, target }) => {
  const cpu = median(sizes[size].map(({ cpuMs }) => cpuMs));
  const result = target === undefined ? ['', ''] : [`<= ${target}`, cpu <= target ? 'met' : 'MISSED'];
  return [`${sizes[size][0].resources}`, cpu.toFixed(0), (cpu / Number(size)).toFixed(2), ...result];
}));
