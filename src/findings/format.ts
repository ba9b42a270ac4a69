import type { Finding, Severity } from './finding';
import type { ConstructPlace, SourceLocation } from './place';

/** How texts stand out on a terminal; the identity everywhere else. */
export interface Paint extends Readonly<Record<Severity, (text: string) => string>> {
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** Texts as they are, for files, pipes and tests. */
export const PLAIN: Paint = { error: same, warning: same, info: same, good: same, strong: same, faint: same };

function same(text: string): string {
  return text;
}

/** What stands around a finding where it is printed. */
export interface FormatOptions {
  readonly paint: Paint;
  /** Why the user decided not to follow the rule here. */
  readonly acknowledged?: string;
  /** Where to read more. */
  readonly link?: string;
}

/** A block of lines: what and where, the message, and what to change. */
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

/** Where inside the construct a finding is: `policies/refunds.cedar:3:5` of a policy, `tools.json#/0/name` of a schema. */
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

/** Messages may have several lines: a code frame, a list. */
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
