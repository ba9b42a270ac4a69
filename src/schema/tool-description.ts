import { isText, shorten } from './json';
import type { Findings } from './schema-finding';

/** Reads an optional description. Returns `undefined` and reports a warning when there is none. */
export function readDescription(description: unknown, tool: string, at: string, findings: Findings): string | undefined {
  if (isText(description)) return description;
  findings.warning('tool-without-description', at, `tool \`${shorten(tool)}\` has no description, which models need to select tools`, 'describe what the tool does and when to use it');
  return undefined;
}
