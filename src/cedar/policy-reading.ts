/** Reads a policy text for the checks: fills placeholders, tokenizes and parses it. */
import { findDogwood } from './dogwood';
import { cedarEngine } from './engine';
import type { EngineError } from './engine';
import type { PolicySource } from './finding';
import { fillPlaceholders, findFilled } from './placeholders';
import type { FilledText } from './placeholders';
import type { PolicyJson } from './policy-json';
import { outlinePolicy } from './policy-outline';
import type { PolicyOutline } from './policy-outline';
import { tokenize } from './tokens';
import type { Token } from './tokens';

export interface ReadPolicy {
  readonly source: PolicySource;
  /** The deployed text, as far as it is known. Offsets in drafts refer to it. */
  readonly text: string;
  readonly filled: FilledText;
  /** The text in which findings are reported. */
  readonly shown: string;
  readonly tokens: readonly Token[];
  /** The first Dogwood keyword, if the policy is Dogwood. */
  readonly dogwood?: Token;
}

/** A policy that the engine has parsed. */
export interface ParsedPolicy extends ReadPolicy {
  readonly json: PolicyJson;
  readonly outline: PolicyOutline;
}

export function readPolicy(source: PolicySource, placeholders: Readonly<Record<string, string>>): ReadPolicy {
  const { written, text } = source;
  const before = written === undefined ? undefined : findFilled(written, text);
  const filled = before ?? fillPlaceholders(text, placeholders);
  const tokens = tokenize(filled.text);
  return { source, text: filled.text, filled, shown: before ? written! : text, tokens, dogwood: findDogwood(tokens) };
}

export const TOO_DEEP = 'the policy is nested too deeply';

/**
 * The maximum nesting of brackets, and the maximum number of `if` in a policy.
 *
 * On deeper nesting, the stack of the engine overflows and the engine becomes unusable. 120 nested brackets and 400 nested `if` work;
 * 200 and 1000 do not.
 */
const MAX_DEPTH = 100;
const MAX_IFS = 200;

/** Parses a Cedar policy. Returns the errors of the engine when the text is not a valid policy. */
export function parsePolicy(policy: ReadPolicy): ParsedPolicy | readonly EngineError[] {
  const tooDeep = findTooDeep(policy.tokens);
  if (tooDeep) return [nestedTooDeep(policy.text, tooDeep)];
  const result = cedarEngine().policyToJson(policy.text);
  if (result.type === 'failure') return result.errors;
  return { ...policy, json: result.json, outline: outlinePolicy(policy.tokens)! };
}

/** The token at which the nesting is too deep for the engine. */
function findTooDeep(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  let ifs = 0;
  return tokens.find(({ kind, text }) => {
    if (kind === 'symbol' && '([{'.includes(text)) depth++;
    if (kind === 'symbol' && ')]}'.includes(text)) depth--;
    if (kind === 'identifier' && text === 'if') ifs++;
    return depth > MAX_DEPTH || ifs > MAX_IFS;
  });
}

function nestedTooDeep(text: string, { start, end }: Token): EngineError {
  return {
    message: TOO_DEEP,
    help: `split the policy: it can have at most ${MAX_DEPTH} nested brackets and ${MAX_IFS} \`if\``,
    sourceLocations: [{ start: Buffer.byteLength(text.slice(0, start)), end: Buffer.byteLength(text.slice(0, end)) }],
  };
}
