/**
 * Detects Dogwood, an extension of Cedar for AgentCore policies with `when temporal { … }` and `when guardrails { … }`.
 * Only the service can evaluate such policies.
 */
import type { Span } from './policy-text';
import { isWord } from './tokens';
import type { Token } from './tokens';

const BLOCKS = ['temporal', 'guardrails'];

/** The first Dogwood keyword; `undefined` for a Cedar policy. */
export function findDogwood(tokens: readonly Token[]): Token | undefined {
  return tokens.find((token, index) => token.kind === 'identifier' && BLOCKS.includes(token.text) && isWord(tokens[index + 1], '{') &&
    (index === 0 || isWord(tokens[index - 1], 'when') || isWord(tokens[index - 1], 'unless') || isWord(tokens[index - 1], ';')));
}

/**
 * Removes the Dogwood clauses from a policy. The rest determines which calls it may apply to.
 *
 * Clauses become spaces, so that positions do not change.
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
