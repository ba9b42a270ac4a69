import { Figures } from './fast-engine';

const rows: string[][] = [];

/** Keeps a row for the table that is printed at the end. */
export function keep(name: string, { resources, orders, failed, faults, failedFaults, readinessChecks, seconds }: Figures): void {
  rows.push([name, String(resources), String(orders), String(failed), faults === undefined ? '' : String(faults), faults === undefined ? '' : String(failedFaults), String(readinessChecks), `${seconds} s`]);
}

/** Prints what was measured, past jest's reporter, which would put the place of the call before each line. */
export function print(title: string): void {
  const table = [['', 'resources', 'orders', 'failed', 'faults', 'failed', 'checks', 'time'], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const lines = table.map((row) => row.map((cell, column) => column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])).join('  '));
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`);
}
