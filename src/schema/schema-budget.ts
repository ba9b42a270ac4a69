import { shorten } from './json';
import type { Findings } from './schema-finding';
import { ARGUMENT_LEVELS } from '../service/limits';

/** A schema of this size fills more of a model's context than any conversation leaves room for. */
const MAX_PARTS = 5000;

/**
 * Limits what writing out references may produce: without recursion, ten definitions that each use the next one ten times
 * are already ten thousand million parts.
 */
export class SchemaBudget {
  private parts = 0;
  private exceeded = false;

  /** Whether one more part at this depth may be written. */
  allows(depth: number): boolean {
    this.parts += 1;
    const allowed = this.parts <= MAX_PARTS && depth <= ARGUMENT_LEVELS;
    this.exceeded ||= !allowed;
    return allowed;
  }

  /** Reports that something was left out, if it was. */
  report(tool: string, at: string, findings: Findings): void {
    if (!this.exceeded) return;
    findings.warning('tool-schema-too-large', at, `the input of tool \`${shorten(tool)}\`, with its references written out, has more than ${MAX_PARTS} parts ` +
      `or more than ${ARGUMENT_LEVELS} levels, more than a model can be given`, 'offer a smaller operation');
  }
}
