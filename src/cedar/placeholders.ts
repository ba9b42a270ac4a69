/**
 * Fills `{{name}}` in policy files.
 *
 * A value cannot change the policy outside its string literal: quotes, backslashes and control characters are escaped, and
 * so is `*` in a pattern after `like`. A placeholder outside a string is a problem and is never filled.
 */
import { escapeString } from './cedar-names';
import { didYouMean } from './did-you-mean';
import { escapePattern } from './escape-pattern';
import type { Span } from './policy-text';
import { isWord, tokenize } from './tokens';
import type { Token } from './tokens';

export interface PlaceholderProblem extends Span {
  readonly id: 'unknown-placeholder' | 'unclosed-placeholder' | 'placeholder-outside-string' | 'ejs-placeholder';
  readonly message: string;
  readonly fix: string;
}

export interface FilledText {
  readonly text: string;
  /** Problems, with positions in the source text. Their placeholders are not filled. */
  readonly problems: readonly PlaceholderProblem[];
  /** Maps a range of the filled text to the source text. A part of a value maps to the whole placeholder. */
  toSource(span: Span): Span;
}

interface Replacement {
  readonly source: Span;
  readonly value: string;
}

const IN_STRING = /\{\{([^{}"\\]*)\}\}|<%.*?%>/g;
const HALF_CLOSED = /\{\{\s*([A-Za-z_][\w.-]*)\s*(?:\}(?!\})|(?="$))/g;
const OUTSIDE = /\{\{\s*[A-Za-z_][\w.-]*\s*\}\}|<%.*?%>/g;

/** Fills `{{name}}` inside the string literals of a Cedar text. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): FilledText {
  const replacements: Replacement[] = [];
  const problems: PlaceholderProblem[] = [];
  const tokens = tokenize(text);
  let outsideFrom = 0;
  tokens.forEach((token, index) => {
    if (token.kind !== 'string') return;
    problems.push(...outside(text, outsideFrom, token.start));
    outsideFrom = token.end;
    for (const match of token.text.matchAll(IN_STRING)) {
      const source = { start: token.start + match.index, end: token.start + match.index + match[0].length };
      const name = match[1]?.trim();
      if (name === undefined) problems.push(ejs(source, match[0]));
      else if (!Object.hasOwn(values, name)) problems.push(unknown(source, name, Object.keys(values)));
      else replacements.push({ source, value: escapeValue(values[name], isWord(tokens[index - 1], 'like')) });
    }
    problems.push(...unclosed(token));
  });
  problems.push(...outside(text, outsideFrom, text.length));
  return { ...replace(text, replacements), problems: problems.sort((a, b) => a.start - b.start) };
}

/**
 * Finds the placeholders of a source text in an already filled text; `undefined` when the filled text has another source.
 *
 * A template contains the filled text, but findings are reported in the source file.
 */
export function findFilled(written: string, filled: string): FilledText | undefined {
  const sources = tokenize(written).filter(({ kind }) => kind === 'string').flatMap(({ text, start }) => {
    return [...text.matchAll(IN_STRING)].map(({ index, 0: { length } }): Span => ({ start: start + index, end: start + index + length }));
  });
  let from = 0;
  const between = [...sources, { start: written.length, end: written.length }].map(({ start, end }) => {
    const text = written.slice(from, start);
    from = end;
    return escapePattern(text);
  });
  const values = new RegExp(`^${between.join('([^"]*?)')}$`).exec(filled)?.slice(1);
  return values && { ...replace(written, sources.map((source, index) => ({ source, value: values[index] }))), problems: [] };
}

function escapeValue(value: string, isPattern: boolean): string {
  const escaped = escapeString(value);
  return isPattern ? escaped.replaceAll('*', '\\*') : escaped;
}

function replace(text: string, replacements: readonly Replacement[]): Pick<FilledText, 'text' | 'toSource'> {
  const filled: { readonly at: Span; readonly source: Span }[] = [];
  let result = '';
  let from = 0;
  for (const { source, value } of replacements) {
    result += text.slice(from, source.start);
    filled.push({ at: { start: result.length, end: result.length + value.length }, source });
    result += value;
    from = source.end;
  }
  const sourceOf = (offset: number, edge: 'start' | 'end') => {
    let shift = 0;
    for (const { at, source } of filled) {
      if (offset < at.start || (edge === 'end' && offset === at.start)) break;
      if (edge === 'start' ? offset < at.end : offset <= at.end) return source[edge];
      shift = source.end - at.end;
    }
    return offset + shift;
  };
  return {
    text: result + text.slice(from),
    toSource: ({ start, end }) => {
      const source = sourceOf(start, 'start');
      return { start: source, end: end > start ? sourceOf(end, 'end') : source };
    },
  };
}

function outside(text: string, from: number, to: number): PlaceholderProblem[] {
  // Ignore comments.
  const code = text.slice(from, to).replaceAll(/\/\/[^\n]*/g, (comment) => ' '.repeat(comment.length));
  return [...code.matchAll(OUTSIDE)].map((match) => ({
    id: 'placeholder-outside-string',
    start: from + match.index,
    end: from + match.index + match[0].length,
    message: `placeholder \`${match[0]}\` is outside a string; only placeholders in strings are filled`,
    fix: 'write it in a string, like AgentCore::Gateway::"{{gatewayArn}}"',
  }));
}

function unknown(span: Span, name: string, known: readonly string[]): PlaceholderProblem {
  const near = didYouMean(name, known);
  const list = known.length > 0 ? `the placeholders are ${[...known].sort().map((one) => `{{${one}}}`).join(', ')}` : 'no placeholders are defined';
  return {
    ...span,
    id: 'unknown-placeholder',
    message: `placeholder \`{{${name}}}\` has no value; ${list}`,
    fix: near ? `did you mean {{${near}}}?` : 'define a value for it',
  };
}

/** Reports unclosed placeholders, which would be deployed as literal text. */
function unclosed(string: Token): PlaceholderProblem[] {
  const rest = string.text.replaceAll(IN_STRING, (closed) => ' '.repeat(closed.length));
  return [...rest.matchAll(HALF_CLOSED)].map((match) => ({
    id: 'unclosed-placeholder',
    start: string.start + match.index,
    end: string.start + match.index + match[0].length,
    message: `placeholder \`${match[0]}\` is not closed, so it is not filled`,
    fix: `write {{${match[1]}}}, or \\u{7b}\\u{7b} for literal braces`,
  }));
}

function ejs(span: Span, written: string): PlaceholderProblem {
  const name = /([A-Za-z_]\w*)\s*%>$/.exec(written)?.[1] ?? 'name';
  return {
    ...span,
    id: 'ejs-placeholder',
    message: `\`${written}\` is not filled; the syntax of placeholders is {{name}}`,
    fix: `write {{${name}}}`,
  };
}
