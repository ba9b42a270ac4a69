// Measures the local gateways, compared with a reverse proxy of Node.js that passes the same bytes on, an aggregator of the MCP SDK, and localcore-gateway
// from PyPI.
//
//   npm run bench:local                      needs lib/, and PyPI at the first run
//   npm run bench:local -- --rounds 3000     single calls of each candidate
//   npm run bench:local -- --calls 100000    calls between the two measurements of memory
//
// On a busy machine only ratios count: single calls go to all candidates by turns in changing order, and the results are medians. Linux only.
// Exits with 1 if a limit is missed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { oneGateway, threeGateways, withFunction, withPolicies } from './local/app.mjs';
import { dev, devOf, peer, peerFunction, peerServer, program } from './local/candidates.mjs';
import { median, requireLibrary, table } from './processes.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const CONCURRENT = 32;
const BLOCKS = 9;
const STARTS = 5;
/** Calls before the measured ones, until the compilers are done with most of it. */
const WARM_UP = 1_500;

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '1500' }, calls: { type: 'string', default: '20000' } } });
const rounds = Number(options.rounds);
requireLibrary();

const running = [];
const rows = [];
try {
  const upstream = await started(program('upstream', 'upstream.mjs'));
  const url = `http://127.0.0.1:${upstream.caller.port}/mcp`;
  await startRows(url);

  const proxy = await started(program('proxy', 'proxy.mjs', url, '1'));
  const gateway = await started(dev('gateway', oneGateway(url)));
  await quiet();
  const idle = gateway.memory;
  const policies = await started(dev('100 policies', withPolicies(url, 100)));
  const proxies = await started(program('3 proxies', 'proxy.mjs', url, '3'));
  const hops = await started(dev('3 hops', threeGateways(url)));
  const aggregator = await started(program('SDK aggregator', 'aggregator.mjs', url));
  const localcore = await started(peer('localcore', [peerServer(url)]));
  const lambda = await started(dev('Lambda', withFunction()));
  const localcoreLambda = await started(peer('localcore Lambda', [peerFunction]));

  const all = [proxy, gateway, policies, proxies, hops, localcore, lambda, localcoreLambda];
  const calls = await byTurns(all, (candidate) => candidate.caller.call(), rounds);
  row('tools/call, p50', calls.p50, gateway, proxy, 1.3, localcore, 'ms');
  row('tools/call with 100 policies, p50', calls.p50, policies, proxy, 2.0, undefined, 'ms');
  row('tools/call through three hops, p50 (to three proxies)', calls.p50, hops, proxies, 1.6, undefined, 'ms');
  row('CPU of a call', calls.cpu, gateway, proxy, 1.4, localcore, 'ms');
  absolute('Lambda, warm, p50', calls.p50.get(lambda), 2, calls.p50.get(localcoreLambda), 'ms');

  const lists = await byTurns([proxy, gateway, localcore], (candidate) => candidate.caller.list(), Math.ceil(rounds / 3));
  row('page of tools/list, p50', lists.p50, gateway, proxy, 1.3, localcore, 'ms');

  const rates = await throughput([proxy, gateway, aggregator, localcore]);
  atLeast(`throughput, ${CONCURRENT} at a time`, rates.get(gateway), rates.get(proxy), 0.85, rates.get(localcore));
  atLeast('throughput, to the SDK aggregator', rates.get(gateway), rates.get(aggregator), 20);

  absolute('memory, idle', idle, 80, localcore.memory, 'MB');
  const before = gateway.memory;
  await concurrently(gateway, Number(options.calls));
  await quiet();
  absolute(`memory added by ${options.calls} calls`, gateway.memory - before, 20, undefined, 'MB');
} finally {
  await Promise.all(running.map((candidate) => candidate.stop()));
}

console.log(`\nMedians; ${rounds} calls of each candidate by turns, Node.js ${process.version}.`);
table(['', 'gateway', 'floor', 'ratio', 'limit', 'met', 'localcore-gateway', 'faster'], rows.map(({ cells }) => cells));
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;

async function started(starting) {
  const candidate = await starting;
  running.push(candidate);
  return candidate;
}

/** Start to first list, by turns; the peer starts last, because it takes longest. */
async function startRows(url) {
  const starts = { proxy: [], gateway: [], localcore: [] };
  const start = { proxy: () => program('proxy', 'proxy.mjs', url, '1'), gateway: () => dev('gateway', oneGateway(url)), localcore: () => peer('localcore', [peerServer(url)]) };
  for (let turn = 0; turn < STARTS; turn++) {
    for (const name of Object.keys(starts)) {
      const candidate = await start[name]();
      starts[name].push(candidate.startMilliseconds);
      await candidate.stop();
    }
  }
  const times = new Map(Object.entries(starts).map(([name, values]) => [name, median(values)]));
  row('start to first list', times, 'gateway', 'proxy', 2.0, 'localcore', 'ms');
  const output = mkdtempSync(join(tmpdir(), 'bench-weather-'));
  const example = join(root, 'examples', 'weather');
  execFileSync(join(root, 'node_modules', '.bin', 'cdk'), ['synth', '--quiet', '--no-staging', '--output', output], { cwd: example, stdio: 'ignore' });
  const weather = [];
  for (let turn = 0; turn < STARTS; turn++) {
    const candidate = await devOf('weather', ['--app', output, '--app-dir', example, '--trust'], example);
    weather.push(candidate.startMilliseconds);
    await candidate.stop();
  }
  absolute('examples/weather, after its synthesis', median(weather) / 1000, 3, undefined, 's');
  rmSync(output, { recursive: true });
}

/** Single calls to all candidates by turns, in changing order. */
async function byTurns(candidates, one, count) {
  for (const candidate of candidates) for (let n = 0; n < WARM_UP; n++) await one(candidate);
  const times = new Map(candidates.map((candidate) => [candidate, []]));
  const cpuBefore = candidates.map(({ cpu }) => cpu);
  for (let round = 0; round < count; round++) {
    for (let n = 0; n < candidates.length; n++) {
      const candidate = candidates[(n + round) % candidates.length];
      const began = performance.now();
      await one(candidate);
      times.get(candidate).push(performance.now() - began);
    }
  }
  return {
    p50: new Map([...times].map(([candidate, values]) => [candidate, median(values)])),
    cpu: new Map(candidates.map((candidate, n) => [candidate, (candidate.cpu - cpuBefore[n]) / count])),
  };
}

/** Calls a second in each block; the blocks of all candidates take turns. */
async function throughput(candidates) {
  const rates = new Map(candidates.map((candidate) => [candidate, []]));
  for (let block = 0; block < BLOCKS; block++) {
    for (let n = 0; n < candidates.length; n++) {
      const candidate = candidates[(n + block) % candidates.length];
      const count = candidate.name === 'SDK aggregator' || candidate.name === 'localcore' ? 100 : 1_500;
      const began = performance.now();
      await concurrently(candidate, count);
      rates.get(candidate).push(count / (performance.now() - began) * 1000);
    }
  }
  return rates;
}

async function concurrently({ caller }, count) {
  let left = count;
  await Promise.all(Array.from({ length: CONCURRENT }, async () => {
    while (left-- > 0) await caller.call();
  }));
}

function quiet() {
  return new Promise((done) => setTimeout(done, 2_000));
}

function row(what, values, subject, floor, limit, other, unit) {
  const [ours, least, theirs] = [subject, floor, other].map((key) => values.get(key));
  add(what, ours, least, limit, ours / least <= limit, theirs, theirs === undefined || ours < theirs, unit);
}

/** More is better. Other programs take their share of the machine, so blocks are compared with the blocks beside them. */
function atLeast(what, ours, floor, limit, theirs) {
  const ratio = median(ours.map((rate, block) => rate / floor[block]));
  const [our, least, their] = [ours, floor, theirs].map((rates) => rates && median(rates));
  add(what, our, least, limit, ratio >= limit, their, their === undefined || our > their, '/s', '≥', ratio);
}

/** A limit without a floor. */
function absolute(what, ours, limit, theirs, unit) {
  const met = ours <= limit;
  const faster = theirs === undefined || ours < theirs;
  rows.push({ met: met && faster, cells: [what, text(ours, unit), '', '', `≤ ${limit} ${unit}`, yes(met), theirs === undefined ? '' : text(theirs, unit), theirs === undefined ? '' : yes(faster)] });
  console.error(rows.at(-1).cells.join('  '));
}

function add(what, ours, floor, limit, met, theirs, faster, unit, sign = '≤', ratio = ours / floor) {
  rows.push({
    met: met && faster,
    cells: [what, text(ours, unit), text(floor, unit), ratio.toFixed(2), `${sign} ${limit}`, yes(met), theirs === undefined ? '' : text(theirs, unit), theirs === undefined ? '' : yes(faster)],
  });
  console.error(rows.at(-1).cells.join('  '));
}

function text(value, unit) {
  return `${value.toFixed(unit === '/s' ? 0 : 2)} ${unit}`;
}

function yes(is) {
  return is ? 'yes' : 'NO';
}
