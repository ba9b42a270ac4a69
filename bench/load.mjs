// What it costs to load the library, against loading aws-cdk-lib (the peer) and starting Node.js alone (the floor). jsii loads the library in
// every app that is written in another language.
//
//   npm run bench:load               eleven rounds
//   npm run bench:load -- --rounds 31
//
// Every measurement is a process of its own; what is compared takes turns in changing order, and medians of CPU time are shown. Ends with 1
// when loading costs more than it should.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { inTurns, median, needLibrary, table } from './processes.mjs';

const PROGRAMS = {
  'node': '',
  'aws-cdk-lib': 'require("aws-cdk-lib")',
  'cdk-agentcore-gateway': 'require("cdk-agentcore-gateway")',
  'Gateway of aws-cdk-lib': 'require("aws-cdk-lib/aws-bedrockagentcore").Gateway',
  'Gateway of cdk-agentcore-gateway': 'require("cdk-agentcore-gateway").Gateway',
};
/** How often the CPU time of a process that loads aws-cdk-lib. */
const MOST = 2;

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
needLibrary();

const runs = inTurns(Object.keys(PROGRAMS), Number(options.rounds), (name) => cpuOf(PROGRAMS[name]));
const cpu = Object.fromEntries(Object.entries(runs).map(([name, values]) => [name, median(values)]));

console.log(`CPU of a process, ms (medians of ${options.rounds}).`);
table(['loads', 'process', 'without Node.js itself'], Object.entries(cpu).map(([name, ms]) => [name, ms.toFixed(1), (ms - cpu.node).toFixed(1)]));

const loading = cpu['cdk-agentcore-gateway'] / cpu['aws-cdk-lib'];
const touching = cpu['Gateway of cdk-agentcore-gateway'] / cpu['Gateway of aws-cdk-lib'];
console.log(`\nAgainst aws-cdk-lib: loading ${loading.toFixed(2)} times (at most ${MOST}: ${loading <= MOST ? 'met' : 'MISSED'}), loading and touching Gateway ${touching.toFixed(2)} times.`);
process.exitCode = loading <= MOST ? 0 : 1;

/** What a process has spent at its end, as it counts itself. */
function cpuOf(program) {
  const source = `${program};\nconst { user, system } = process.cpuUsage();\nprocess.stdout.write(String((user + system) / 1000));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', source], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}
