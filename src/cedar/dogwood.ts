/**
 * Dogwood, the larger language that newer AgentCore policies may be written in: Cedar with `when temporal { … }` and
 * `when guardrails { … }`. No engine for it runs outside the service, so such policies are recognized and left alone.
 */
import type { Span } from './policy-text';
import { isWord } from './tokens';
import type { Token } from './tokens';

const BLOCKS = ['temporal', 'guardrails'];

/** The first word that Cedar does not have; `undefined` for a Cedar policy. */
export function findDogwood(tokens: readonly Token[]): Token | undefined {
  return tokens.find((token, index) => token.kind === 'identifier' && BLOCKS.includes(token.text) && isWord(tokens[index + 1], '{') &&
    (index === 0 || isWord(tokens[index - 1], 'when') || isWord(tokens[index - 1], 'unless') || isWord(tokens[index - 1], ';')));
}

/**
 * The policy without its Dogwood clauses: which calls it may be about.
 *
 * Clauses become blanks, so that positions stay right.
 */
export function withoutDogwood(text: string, tokens: readonly Token[]): string {
  return clauses(tokens).reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);
}

function clauses(tokens: readonly Token[]): Span[] {
  return tokens.flatMap((token, index) => {
    if (!isWord(token, 'when') && !isWord(token, 'unless')) return [];
    if (!BLOCKS.includes(tokens[index + 1]?.text) || !isWord(tokens[index + 2], '{')) return [];
    let depth = 0;
    for (let i = index + 2; i < tokens.length; i++) {
      if (isWord(tokens[i], '{')) depth++;
      if (isWord(tokens[i], '}')) depth--;
      if (depth === 0) return [{ start: token.start, end: tokens[i].end }];
    }
    return [{ start: token.start, end: tokens[tokens.length - 1].end }];
  });
}
