/** Explains why a text is not a single Cedar policy. */
import { cedarEngine } from '../engine';
import type { EngineError } from '../engine';
import type { FindingDraft } from '../finding';
import { TOO_DEEP } from '../policy-reading';
import type { ReadPolicy } from '../policy-reading';
import { TextPositions } from '../policy-text';
import type { Span } from '../policy-text';
import { isWord } from '../tokens';
import type { Token } from '../tokens';

export function explainSyntax(policy: ReadPolicy, errors: readonly EngineError[]): FindingDraft[] {
  const { text, tokens } = policy;
  if (tokens.length === 0) return [{ id: 'syntax', severity: 'error', message: 'the policy is empty', fix: 'write one permit or forbid', span: { start: 0, end: 0 } }];
  const several = errors.some(({ message }) => message === TOO_DEEP) ? 0 : countStatements(text);
  if (several > 1) return [severalStatements(tokens, `${several} statements`)];
  const positions = new TextPositions(text);
  return errors.map((error) => {
    const location = error.sourceLocations?.[0];
    const span = location ? positions.fromBytes(location) : { start: 0, end: 0 };
    // A second statement is one too many even when it is not valid itself.
    const second = tokens.findIndex(({ start }) => start === span.start);
    if (isWord(tokens[second - 1], ';') && (isWord(tokens[second], 'permit') || isWord(tokens[second], 'forbid'))) {
      return severalStatements(tokens, 'several statements');
    }
    const expected = location?.label ? shortened(location.label) : undefined;
    return {
      id: 'syntax',
      severity: 'error',
      message: error.message.replace(/^failed to parse policy from string: /, ''),
      fix: hint(text, tokens, span) ?? error.help ?? expected ?? 'write one permit or forbid statement in Cedar syntax',
      span,
    };
  });
}

function countStatements(text: string): number {
  const result = cedarEngine().policySetTextToParts(text);
  return result.type === 'success' ? result.policies.length : 0;
}

function severalStatements(tokens: readonly Token[], written: string): FindingDraft {
  const second = tokens[tokens.findIndex((token) => isWord(token, ';')) + 1];
  return {
    id: 'multiple-statements',
    severity: 'error',
    message: `${written} in one policy; AgentCore accepts exactly one permit or forbid statement`,
    fix: 'write a separate policy for each statement',
    span: second,
  };
}

/** The fix for common mistakes, such as the syntax of other languages. */
function hint(text: string, tokens: readonly Token[], span: Span): string | undefined {
  const at = tokens.findIndex(({ end }) => end > span.start);
  const [before, here, behind] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (here?.kind === 'number' && isWord(before, '.') && tokens[at - 2]?.kind === 'number') {
    return `write decimal("${tokens[at - 2].text}.${here.text}"), and compare it with .lessThan(…), .greaterThan(…) or ==`;
  }
  if (isWord(here, '/') && (isWord(behind, '*') || isWord(behind, '/'))) return 'start each comment line with //';
  if (span.start >= text.trimEnd().length && !isWord(tokens.at(-1), ';')) return 'end the policy with ;';
  const inHead = !tokens.slice(0, at).some((token) => isWord(token, '{'));
  if (inHead && (isWord(here, 'action') || isWord(here, 'resource')) && !isWord(before, ',')) return `add a comma before \`${here.text}\``;
  if (isWord(before, ';') && isWord(here, '}')) return 'remove the ; inside the condition, and write ; after the last }';
  if (isWord(here, ':')) return 'write :: between the parts of a name';
  if (here?.kind === 'number' && isWord(before, '[')) return 'use .contains(…), .containsAny(…) or .containsAll(…): a set has no indexes';
  if (here?.kind === 'other' && /\p{L}/u.test(String.fromCodePoint(text.codePointAt(here.start)!))) return 'write names with such characters in quotes: ["…"], has "…"';
  if (text[span.start] === '\ufeff') return 'save the file without the byte order mark, an invisible character at its start';
  if (isWord(before, 'not')) return 'write !';
  if (isMethod(text, span, ['startsWith', 'endsWith', 'matches', 'includes'])) return 'compare strings with ==, or with like, where * matches any characters: like "a*"';
  if (text[span.start] === "'" || here?.text === "'") return 'write strings in double quotes';
  const word = ({ 'and': '&&', 'or': '||', 'not': '!', '&': '&&', '|': '||' } as Record<string, string>)[here?.text ?? ''];
  if (word && here.kind !== 'string') return `write ${word}`;
  if (isWord(here, '=') && here.text === '=') return 'write == to compare';
  return undefined;
}

/** Whether an expression calls one of these methods, which Cedar does not have. */
function isMethod(text: string, { start, end }: Span, methods: readonly string[]): boolean {
  return methods.some((method) => text.slice(start, end).includes(`.${method}(`));
}

/** Shortens long lists of expected tokens. */
function shortened(expected: string): string {
  const choices = expected.split(', ');
  return choices.length <= 8 ? expected : `${choices.slice(0, 6).join(', ')}, …`;
}
