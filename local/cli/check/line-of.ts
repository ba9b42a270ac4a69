import type { Finding } from '../../../src/findings/finding';
import type { SourceLocation } from '../../../src/findings/place';

/** The line to open for a finding: in the policy file if it is in one, otherwise the line of the program that creates the construct. */
export function lineOf({ at, text }: Finding): SourceLocation | undefined {
  return text?.file === undefined ? at?.source : { file: text.file, line: text.line, column: text.column };
}
