// Runs the measurements of all benchmarks: every measurement is a new process, and the variants take turns in changing order.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Exits if there is no compiled library to measure. */
export function requireLibrary() {
  if (existsSync(join(here, '../lib/index.js'))) return;
  console.error('there is no compiled library: run `npx projen build:lib` first');
  process.exit(2);
}

/** Runs a script in this folder, and parses the JSON that it prints. */
export function measure(script, args, validation) {
  const output = execFileSync(process.execPath, [join(here, script), ...args], {
    env: { ...process.env, CDK_VALIDATION: String(validation) },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output);
}

/** Measures each variant once in each round, and returns the results by name. */
export function inTurns(names, rounds, measureOne) {
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length];
      runs[name].push(measureOne(name));
    }
  }
  return runs;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export function table(header, rows) {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => cells.map((cell, i) => i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])).join('  ');
  console.log([line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n'));
}
