// Measures a synthesis with the library, compared with the constructs of aws-cdk-lib (upstream) and with the same app without gateways (floor).
//
//   npm run bench:synth               all sizes, five rounds
//   npm run bench:synth -- --rounds 9
//
// The app has an outer gateway with N inner gateways, each with three Lambda targets. Every measurement is a new process. The variants take turns
// in changing order, and the results are medians of CPU time, which depends less on other load than wall time.
import { parseArgs } from 'node:util';
import { inTurns, measure, median, requireLibrary, table } from './processes.mjs';

const LIBRARIES = ['ours', 'upstream', 'floor'];
const SIZES = [1, 10, 50];
const FUNCTIONS = ['own', 'shared'];
const TARGETS = { cpu: { own: { 1: 1.3, 10: 1.25, 50: 1.15 }, shared: { 1: 1.3, 10: 1.3, 50: 1.3 } }, bytes: 1.3, dependsOn: 3 };
/** A validated synthesis takes seconds. */
const ROUNDS_WITH_VALIDATION = 3;

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(options.rounds);

requireLibrary();

/** The medians of all measurements of each variant. */
function compare(app, count, validation) {
  const runs = inTurns(LIBRARIES, count, (library) => measure('synth-app.mjs', [JSON.stringify({ ...app, library })], validation));
  return Object.fromEntries(LIBRARIES.map((library) => [library, Object.fromEntries(
    Object.keys(runs[library][0]).map((key) => [key, median(runs[library].map((run) => run[key]))]),
  )]));
}

const ms = (value) => value.toFixed(0);
const kb = (value) => (value / 1024).toFixed(1);
const ratio = (a, b) => (b === 0 ? '-' : (a / b).toFixed(2));

const results = [];
for (const functions of FUNCTIONS) {
  for (const inner of SIZES) {
    const app = { inner, functions };
    results.push({ ...app, off: compare(app, rounds, false), on: compare(app, ROUNDS_WITH_VALIDATION, true) });
    process.stderr.write(`measured ${inner} inner gateways with ${functions} functions\n`);
  }
}

console.log(`\nCPU time of building and synthesizing in ms, without loading the libraries (medians of ${rounds}; with validation, as \`cdk synth\` runs by default, of ${ROUNDS_WITH_VALIDATION}).`);
table(
  ['inner gateways, functions', 'ours', 'upstream', 'floor', 'ours/upstream', 'ours/floor', 'process', 'ours/upstream', 'validated', 'ours/upstream'],
  results.map(({ inner, functions, off: { ours, upstream, floor }, on }) => [
    `${inner}, ${functions}`, ms(ours.synthMs), ms(upstream.synthMs), ms(floor.synthMs), ratio(ours.synthMs, upstream.synthMs), ratio(ours.synthMs, floor.synthMs),
    ms(ours.processMs), ratio(ours.processMs, upstream.processMs), ms(on.ours.processMs), ratio(on.ours.processMs, on.upstream.processMs),
  ]),
);

console.log('\nTemplate size in KB, and number of resources.');
table(
  ['inner gateways, functions', 'ours', 'upstream', 'floor', 'ours/upstream', 'minified', 'upstream', 'ours/upstream', 'resources', 'upstream'],
  results.map(({ inner, functions, off: { ours, upstream, floor } }) => [
    `${inner}, ${functions}`, kb(ours.bytes), kb(upstream.bytes), kb(floor.bytes), ratio(ours.bytes, upstream.bytes),
    kb(ours.minified), kb(upstream.minified), ratio(ours.minified, upstream.minified), String(ours.resources), String(upstream.resources),
  ]),
);

console.log('\nDependsOn entries in the template, and per target.');
table(
  ['inner gateways, functions', 'ours', 'upstream', 'floor', 'per target', 'maximum per target'],
  results.map(({ inner, functions, off: { ours, upstream, floor } }) => [
    `${inner}, ${functions}`, String(ours.dependsOn), String(upstream.dependsOn), String(floor.dependsOn), ours.targetDependsOn.toFixed(2), String(ours.maxTargetDependsOn),
  ]),
);

const compared = (value, target) => `${value.toFixed(2)} ${value <= target ? 'met' : 'MISSED'}`;
console.log(`\nGoals, times upstream: CPU time of the process <= ${JSON.stringify(TARGETS.cpu)}, bytes <= ${TARGETS.bytes} from 10 inner gateways on; DependsOn <= ${TARGETS.dependsOn} for each target.`);
table(
  ['inner gateways, functions', 'CPU', 'CPU, validated', 'bytes', 'DependsOn'],
  results.map(({ inner, functions, off: { ours, upstream }, on }) => [
    `${inner}, ${functions}`,
    compared(ours.processMs / upstream.processMs, TARGETS.cpu[functions][inner]), compared(on.ours.processMs / on.upstream.processMs, TARGETS.cpu[functions][inner]),
    inner < 10 ? ratio(ours.bytes, upstream.bytes) : compared(ours.bytes / upstream.bytes, TARGETS.bytes),
    compared(ours.maxTargetDependsOn, TARGETS.dependsOn),
  ]),
);
