import type { Finding } from '../../../src/findings/finding';
import type { SourceLocation } from '../../../src/findings/place';

/** The line to open for a finding: that of the policy file it is in, else the user's line that made the construct. */
export function lineOf({ at, text }: Finding): SourceLocation | undefined {
  return text?.file === undefined ? at?.source : { file: text.file, line: text.line, column: text.column };
}
