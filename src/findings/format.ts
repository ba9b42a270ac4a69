import type { Finding, Severity } from './finding';
import type { ConstructPlace, SourceLocation } from './place';

/** Styles for a terminal. */
export interface Paint extends Readonly<Record<Severity, (text: string) => string>> {
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** No styles, for files, pipes and tests. */
export const PLAIN: Paint = { error: same, warning: same, info: same, good: same, strong: same, faint: same };

function same(text: string): string {
  return text;
}

interface FormatOptions {
  readonly paint: Paint;
  /** The reason of the acknowledgement, when the finding is acknowledged. */
  readonly acknowledged?: string;
  /** The URL of the documentation. */
  readonly link?: string;
}

/** Formats a finding as a block of lines: severity, id and construct, the message, the places, and the fix. */
export function formatFinding(finding: Finding, { paint, acknowledged, link }: FormatOptions): string {
  const { id, severity, message, fix, at, with: others = [], text } = finding;
  const label = acknowledged === undefined ? paint[severity](severity) : paint.faint(`acknowledged ${severity}`);
  const inside = placeInside(finding);
  return [
    `${label} ${paint.strong(id)}  ${at?.path || 'the app'}`,
    ...indented(message),
    ...text ? indented(text.frame) : [],
    ...at?.source ? field('at', lineText(at.source), paint) : [],
    ...inside === undefined ? [] : field('in', inside, paint),
    ...others.flatMap((other) => field('with', withText(other), paint)),
    ...field('fix', fix, paint),
    ...acknowledged === undefined ? [] : field('because', acknowledged, paint),
    ...link === undefined ? [] : field('docs', link, paint),
  ].join('\n');
}

/** The place of a finding inside its construct: `policies/refunds.cedar:3:5` for a policy, `tools.json#/0/name` for a schema. */
export function placeInside({ document, text }: Pick<Finding, 'document' | 'text'>): string | undefined {
  if (text) return text.file === undefined ? `line ${text.line}, column ${text.column}` : lineText({ ...text, file: text.file });
  if (!document || (document.pointer === '' && document.file === undefined)) return undefined;
  return `${document.file ?? 'schema'}${document.pointer === '' ? '' : `#${document.pointer}`}`;
}

/** `lib/app.ts:12:3` */
export function lineText({ file, line, column }: SourceLocation): string {
  return `${file}:${line}${column === undefined ? '' : `:${column}`}`;
}

function withText({ path, source }: ConstructPlace): string {
  return source ? `${path} (${lineText(source)})` : path;
}

/** Indents every line: messages may contain code frames and lists. */
function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`.trimEnd());
}

function field(name: string, text: string, paint: Paint): string[] {
  const [first, ...more] = text.split('\n');
  return [`  ${paint.faint(name.padEnd(NAME_WIDTH))}${first}`, ...more.map((line) => `  ${' '.repeat(NAME_WIDTH)}${line}`.trimEnd())];
}

const NAME_WIDTH = 'because '.length;

/** `1 error`, `2 errors` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
