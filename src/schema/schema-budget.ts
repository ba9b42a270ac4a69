import { shorten } from './json';
import type { Findings } from './schema-finding';
import { ARGUMENT_LEVELS } from '../service/limits';

/** A schema of this size does not fit into the context of a model. */
const MAX_PARTS = 5000;

/**
 * Limits the size of schemas with resolved references: ten definitions that each use the next one ten times
 * result in ten billion parts.
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

  /** Reports a schema that exceeded the budget. */
  report(tool: string, at: string, findings: Findings): void {
    if (!this.exceeded) return;
    findings.warning('tool-schema-too-large', at, `the input schema of tool \`${shorten(tool)}\`, with references resolved, has more than ${MAX_PARTS} parts ` +
      `or more than ${ARGUMENT_LEVELS} levels, which is too large for a model`, 'reduce the input of the operation');
  }
}
