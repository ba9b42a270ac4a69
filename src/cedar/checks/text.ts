/** What can be said about a policy's text without parsing it. */
import type { PolicyFindingId } from '../../findings/policy-findings';
import type { FindingDraft } from '../finding';
import type { ReadPolicy } from '../policy-reading';
import type { Token } from '../tokens';

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PolicyStatement.html */
const STATEMENT_LENGTH = { min: 35, max: 10_000 };

/** How the CDK writes values that are known only at deployment: as text, as list, as number. */
const TEXT_TOKEN = /\$\{Token\[[^\]]*\]\}/g;
const OTHER_TOKEN = /#\{Token\[[^\]]*\]\}|-1\.888154589708\d*e\+?289/g;

export function checkPlaceholders({ filled }: ReadPolicy): FindingDraft[] {
  return filled.problems.map(({ start, end, ...problem }) => ({ ...problem, severity: 'error', span: { start, end } }));
}

/** CDK tokens are ordinary characters in strings. Anywhere else they are no Cedar, now or after deployment. */
export function checkTokens({ text, tokens }: ReadPolicy): FindingDraft[] {
  const strings = tokens.filter(({ kind }) => kind === 'string');
  const inString = (offset: number) => strings.some(({ start, end }) => offset >= start && offset < end);
  const outside = [...text.matchAll(TEXT_TOKEN), ...text.matchAll(OTHER_TOKEN)].filter(({ index }) => !inString(index)).map((match) => draft(
    'token-outside-string', match, 'a value that is unresolved until deployment is outside a string, where Cedar cannot take it',
    'write it between quotes; a number or a list has to be known at synthesis',
  ));
  const unusable = [...text.matchAll(OTHER_TOKEN)].filter(({ index }) => inString(index)).map((match) => draft(
    'unusable-token', match, 'a number or list that is unresolved until deployment cannot be part of a string',
    'use a text value, for example the `ref` of a parameter',
  ));
  return [...outside, ...unusable];
}

export function checkStatementSize({ text, tokens }: ReadPolicy): FindingDraft[] {
  const { min, max } = STATEMENT_LENGTH;
  if (text.length >= min && text.length <= max) return [];
  const fix = text.length < min ? 'write a whole policy; no valid one is that short' : 'split it into several policies, or move what tools have in common into one';
  return [{
    id: 'statement-size',
    severity: 'error',
    message: `the statement has ${text.length} characters; AgentCore takes ${min} to ${max}`,
    fix,
    span: firstToken(tokens),
  }];
}

/** Dogwood cannot be checked here, which must not look like a pass. */
export function checkDogwood({ dogwood }: ReadPolicy): FindingDraft[] {
  if (!dogwood) return [];
  return [{
    id: 'dogwood-not-checked',
    severity: 'warning',
    message: `\`${dogwood.text}\` is Dogwood, not Cedar; this policy is not checked, neither here nor by the local gateway`,
    fix: 'test it on the service; it is deployed as `definition.policy`',
    span: dogwood,
  }];
}

function draft(id: PolicyFindingId, match: RegExpMatchArray, message: string, fix: string): FindingDraft {
  return { id, severity: 'error', message, fix, span: { start: match.index!, end: match.index! + match[0].length } };
}

function firstToken(tokens: readonly Token[]): { start: number; end: number } {
  return { start: tokens[0]?.start ?? 0, end: tokens[0]?.end ?? 0 };
}
