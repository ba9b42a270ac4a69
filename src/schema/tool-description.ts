import { isText, shorten } from './json';
import type { Findings } from './schema-finding';

/** A description that a target may do without and a model may not; `undefined`, with a warning, when there is none. */
export function readDescription(description: unknown, tool: string, at: string, findings: Findings): string | undefined {
  if (isText(description)) return description;
  findings.warning('tool-without-description', at, `tool \`${shorten(tool)}\` has no description, and models choose tools by it`, 'say what it does and when to use it');
  return undefined;
}
