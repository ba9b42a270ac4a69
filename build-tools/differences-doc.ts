// Writes the part of docs/DIFFERENCES.md about local gateways, from local/differences.ts.
import { readFileSync } from 'fs';
import { join } from 'path';
import { cell, linked, writeDocument } from './markdown';
import { DIFFERENCES } from '../local/differences';

export const DIFFERENCES_FILE = join(__dirname, '..', 'docs', 'DIFFERENCES.md');

const START = '<!-- Written by `npx projen docs:differences` from local/differences.ts. -->';
const END = '<!-- End of the generated part. -->';

/** The document with its generated part as it must be. */
export function differencesDocument(): string {
  const before = readFileSync(DIFFERENCES_FILE, 'utf8');
  const [start, end] = [before.indexOf(START), before.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${DIFFERENCES_FILE} lacks the lines around its generated part: ${START} and ${END}`);
  return [before.slice(0, start) + START, '', ...table(), '', before.slice(end)].join('\n');
}

function table(): string[] {
  const rows = DIFFERENCES.map(({ id, what, why, source }) => `| ${id} | ${cell(what)} | ${cell(why)}${source === undefined ? '' : `; ${linked(source)}`} |`);
  return ['| id | local gateways | why, and the page that says how the service is |', '|---|---|---|', ...rows];
}

if (require.main === module) writeDocument('docs/DIFFERENCES.md', DIFFERENCES_FILE, differencesDocument());
