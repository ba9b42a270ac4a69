/** Checks of the policy text that do not require parsing. */
import type { PolicyFindingId } from '../../findings/policy-findings';
import type { FindingDraft } from '../finding';
import type { ReadPolicy } from '../policy-reading';
import type { Token } from '../tokens';

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PolicyStatement.html */
const STATEMENT_LENGTH = { min: 35, max: 10_000 };

/** How the CDK encodes unresolved tokens: in strings, and as lists or numbers. */
const TEXT_TOKEN = /\$\{Token\[[^\]]*\]\}/g;
const OTHER_TOKEN = /#\{Token\[[^\]]*\]\}|-1\.888154589708\d*e\+?289/g;

export function checkPlaceholders({ filled }: ReadPolicy): FindingDraft[] {
  return filled.problems.map(({ start, end, ...problem }) => ({ ...problem, severity: 'error', span: { start, end } }));
}

/** CDK tokens are valid only inside strings: elsewhere the policy cannot be parsed. */
export function checkTokens({ text, tokens }: ReadPolicy): FindingDraft[] {
  const strings = tokens.filter(({ kind }) => kind === 'string');
  const inString = (offset: number) => strings.some(({ start, end }) => offset >= start && offset < end);
  const outside = [...text.matchAll(TEXT_TOKEN), ...text.matchAll(OTHER_TOKEN)].filter(({ index }) => !inString(index)).map((match) => draft(
    'token-outside-string', match, 'a value that is unresolved until deployment is outside a string',
    'write it in quotes; a number or a list must be known at synthesis',
  ));
  const unusable = [...text.matchAll(OTHER_TOKEN)].filter(({ index }) => inString(index)).map((match) => draft(
    'unusable-token', match, 'a number or list that is unresolved until deployment cannot be part of a string',
    'use a string token, for example `ref` of a parameter',
  ));
  return [...outside, ...unusable];
}

export function checkStatementSize({ text, tokens }: ReadPolicy): FindingDraft[] {
  const { min, max } = STATEMENT_LENGTH;
  if (text.length >= min && text.length <= max) return [];
  const fix = text.length < min ? 'write a complete policy' : 'split it into several policies, or write one policy for several tools';
  return [{
    id: 'statement-size',
    severity: 'error',
    message: `the statement has ${text.length} characters; AgentCore accepts ${min} to ${max}`,
    fix,
    span: firstToken(tokens),
  }];
}

/** Dogwood policies cannot be checked locally: report them instead of passing them. */
export function checkDogwood({ dogwood }: ReadPolicy): FindingDraft[] {
  if (!dogwood) return [];
  return [{
    id: 'dogwood-not-checked',
    severity: 'warning',
    message: `\`${dogwood.text}\` is Dogwood, not Cedar; neither synthesis nor the local gateway checks this policy`,
    fix: 'test it with the service; it is deployed as `definition.policy`',
    span: dogwood,
  }];
}

function draft(id: PolicyFindingId, match: RegExpMatchArray, message: string, fix: string): FindingDraft {
  return { id, severity: 'error', message, fix, span: { start: match.index!, end: match.index! + match[0].length } };
}

function firstToken(tokens: readonly Token[]): { start: number; end: number } {
  return { start: tokens[0]?.start ?? 0, end: tokens[0]?.end ?? 0 };
}
