import type { Severity } from './rule';

/** How texts stand out on a terminal; the identity everywhere else. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** A place in the app, and where its author finds it: `lib/app.ts:12:3`. */
export interface ShownPlace {
  readonly path: string;
  readonly line?: string;
}

/** A finding as people read it. */
export interface ShownFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: ShownPlace;
  readonly with: readonly ShownPlace[];
  readonly message: string;
  readonly fix: string;
  /** Why the user decided not to follow the rule here. */
  readonly acknowledged?: string;
  readonly link: string;
}

/** A block of lines: what and where, the message, and what to change. */
export function formatFinding({ rule, severity, at, with: others, message, fix, acknowledged, link }: ShownFinding, paint: Paint): string {
  const label = acknowledged === undefined ? paint[severity](severity) : paint.faint(`acknowledged ${severity}`);
  return [
    `${label} ${paint.strong(rule)}  ${at.path || 'the app'}`,
    ...indented(message),
    ...at.line === undefined ? [] : field('at', at.line, paint),
    ...others.flatMap(({ path, line }) => field('with', line === undefined ? path : `${path} (${line})`, paint)),
    ...field('fix', fix, paint),
    ...acknowledged === undefined ? [] : field('because', acknowledged, paint),
    ...field('docs', link, paint),
  ].join('\n');
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
