/** The positions of the parts of a policy in its text. */
import type { Span } from './policy-text';
import { isWord, stringValue } from './tokens';
import type { Token } from './tokens';

export interface PolicyOutline {
  /** The keyword `permit` or `forbid`. */
  readonly effect: Token;
  readonly principal: Span;
  readonly action: Span;
  readonly resource: Span;
}

/** An entity literal in the text: `AgentCore::Gateway::"…"`. */
interface EntityLiteral extends Span {
  readonly type: string;
  readonly id: string;
}

/** An attribute path in the text: a variable and its attributes, like `context.input.amount`. */
export interface AttributePath extends Span {
  readonly variable: string;
  readonly path: readonly string[];
  /** The index of the token after the path. */
  readonly next: number;
}

/** A `has` expression in the text. */
export interface HasTest extends Span {
  readonly variable: string;
  /** The attributes up to the tested one, starting at the variable. */
  readonly path: readonly string[];
}

const VARIABLES = ['principal', 'action', 'resource', 'context'];

/** The parts of a policy that the engine has parsed; `undefined` when the text is not a policy. */
export function outlinePolicy(tokens: readonly Token[]): PolicyOutline | undefined {
  const effectAt = tokens.findIndex((token, index) => {
    return (isWord(token, 'permit') || isWord(token, 'forbid')) && isWord(tokens[index + 1], '(') && !isWord(tokens[index - 1], '@');
  });
  if (effectAt < 0) return undefined;
  const parts: Span[] = [];
  let depth = 0;
  let from = effectAt + 2;
  for (let i = effectAt + 1; i < tokens.length; i++) {
    if (isWord(tokens[i], '(') || isWord(tokens[i], '[')) depth++;
    if (isWord(tokens[i], ')') || isWord(tokens[i], ']')) depth--;
    const ends = depth === 0 || (depth === 1 && isWord(tokens[i], ','));
    // A trailing comma is allowed.
    if (ends && i > from) parts.push({ start: tokens[from].start, end: tokens[i - 1].end });
    if (ends) from = i + 1;
    if (depth === 0) {
      const [principal, action, resource] = parts;
      return resource && { effect: tokens[effectAt], principal, action, resource };
    }
  }
  return undefined;
}

export function entityLiterals(tokens: readonly Token[]): EntityLiteral[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'string' || !isWord(tokens[index - 1], '::')) return [];
    let first = index - 2;
    while (isWord(tokens[first - 1], '::') && tokens[first - 2]?.kind === 'identifier') first -= 2;
    if (tokens[first]?.kind !== 'identifier') return [];
    const type = tokens.slice(first, index - 1).map(({ text }) => text).join('');
    return [{ type, id: stringValue(token), start: tokens[first].start, end: token.end }];
  });
}

export function attributePaths(tokens: readonly Token[]): AttributePath[] {
  return tokens.flatMap((token, index) => {
    const isName = isWord(tokens[index - 1], '.') || isWord(tokens[index - 1], '::');
    return token.kind === 'identifier' && VARIABLES.includes(token.text) && !isName ? [readPath(tokens, index)] : [];
  });
}

export function hasTests(tokens: readonly Token[]): HasTest[] {
  return attributePaths(tokens).flatMap(({ variable, path, start, next }) => {
    if (!isWord(tokens[next], 'has')) return [];
    const asked: string[] = [];
    let at = next + 1;
    if (tokens[at]?.kind === 'string') asked.push(stringValue(tokens[at++]));
    while (tokens[at]?.kind === 'identifier') {
      asked.push(tokens[at++].text);
      if (!isWord(tokens[at], '.')) break;
      at++;
    }
    return asked.length > 0 ? [{ variable, path: [...path, ...asked], start, end: tokens[at - 1].end }] : [];
  });
}

function readPath(tokens: readonly Token[], index: number): AttributePath {
  const path: string[] = [];
  let next = index + 1;
  for (;;) {
    if (isWord(tokens[next], '.') && tokens[next + 1]?.kind === 'identifier' && !isWord(tokens[next + 2], '(')) {
      path.push(tokens[next + 1].text);
      next += 2;
    } else if (isWord(tokens[next], '[') && tokens[next + 1]?.kind === 'string' && isWord(tokens[next + 2], ']')) {
      path.push(stringValue(tokens[next + 1]));
      next += 3;
    } else {
      return { variable: tokens[index].text, path, start: tokens[index].start, end: tokens[next - 1].end, next };
    }
  }
}
