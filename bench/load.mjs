// Measures the CPU time to load the library, compared with aws-cdk-lib and with Node.js alone. jsii loads the library in every app in another
// language.
//
//   npm run bench:load               eleven rounds
//   npm run bench:load -- --rounds 31
//
// Every measurement is a new process. The programs take turns in changing order, and the results are medians. Exits with 1 if loading takes more
// than the limit.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { inTurns, median, requireLibrary, table } from './processes.mjs';

const PROGRAMS = {
  'node': '',
  'aws-cdk-lib': 'require("aws-cdk-lib")',
  'cdk-agentcore-gateway': 'require("cdk-agentcore-gateway")',
  'Gateway of aws-cdk-lib': 'require("aws-cdk-lib/aws-bedrockagentcore").Gateway',
  'Gateway of cdk-agentcore-gateway': 'require("cdk-agentcore-gateway").Gateway',
};
/** The limit, as a multiple of the CPU time of a process that loads aws-cdk-lib. */
const LIMIT = 2;

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
requireLibrary();

const runs = inTurns(Object.keys(PROGRAMS), Number(options.rounds), (name) => cpuOf(PROGRAMS[name]));
const cpu = Object.fromEntries(Object.entries(runs).map(([name, values]) => [name, median(values)]));

console.log(`CPU time of a process in ms (medians of ${options.rounds}).`);
table(['loads', 'process', 'without Node.js itself'], Object.entries(cpu).map(([name, ms]) => [name, ms.toFixed(1), (ms - cpu.node).toFixed(1)]));

const loading = cpu['cdk-agentcore-gateway'] / cpu['aws-cdk-lib'];
const using = cpu['Gateway of cdk-agentcore-gateway'] / cpu['Gateway of aws-cdk-lib'];
console.log(`\nCompared with aws-cdk-lib: loading ${loading.toFixed(2)} times (limit ${LIMIT}: ${loading <= LIMIT ? 'met' : 'MISSED'}), loading and using Gateway ${using.toFixed(2)} times.`);
process.exitCode = loading <= LIMIT ? 0 : 1;

/** The CPU time that a process reports at its end. */
function cpuOf(program) {
  const source = `${program};\nconst { user, system } = process.cpuUsage();\nprocess.stdout.write(String((user + system) / 1000));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', source], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}
