/** A policy text made ready for checks: placeholders filled, split into words, parsed. */
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
  /** The text that is deployed, as far as it is known. Offsets of drafts are offsets in it. */
  readonly text: string;
  readonly filled: FilledText;
  /** The text in which findings are shown. */
  readonly shown: string;
  readonly tokens: readonly Token[];
  /** The first word of Dogwood, in a policy that is more than Cedar. */
  readonly dogwood?: Token;
}

/** A policy that the engine could parse. */
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
 * How deep brackets may be nested, and how many `if` a policy may have.
 *
 * Some way beyond, the stack of the engine overflows, and an engine that this happened to is of no more use:
 * brackets 120 deep and 400 nested `if` are fine, 200 and 1000 are not.
 */
const MAX_DEPTH = 100;
const MAX_IFS = 200;

/** Parses one Cedar policy; the errors of the engine when it is none. */
export function parsePolicy(policy: ReadPolicy): ParsedPolicy | readonly EngineError[] {
  const tooDeep = findTooDeep(policy.tokens);
  if (tooDeep) return [nestedTooDeep(policy.text, tooDeep)];
  const answer = cedarEngine().policyToJson(policy.text);
  if (answer.type === 'failure') return answer.errors;
  return { ...policy, json: answer.json, outline: outlinePolicy(policy.tokens)! };
}

/** The word at which a policy gets too deep for the engine. */
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
    help: `at most ${MAX_DEPTH} brackets inside each other and ${MAX_IFS} \`if\` are possible; split the policy`,
    sourceLocations: [{ start: Buffer.byteLength(text.slice(0, start)), end: Buffer.byteLength(text.slice(0, end)) }],
  };
}
