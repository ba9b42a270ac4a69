import { Certainty, isKnown, isRecord, oneOrMore, Resolved } from '../../model/value';

/** Operators for which a condition holds if the request has one of the values. */
const EQUALITY = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'Bool'];

/** Whether a request meets the condition of a statement, as far as its condition keys are known. Every key must have one of its values. */
export function meets(condition: Resolved, request: Readonly<Record<string, string>>): Certainty {
  if (!isRecord(condition)) return 'unknown';
  const certainties = Object.entries(condition).flatMap(([operator, keys]) => {
    if (!EQUALITY.includes(operator) || !isRecord(keys)) return ['unknown' as const];
    return Object.entries(keys).map(([key, values]) => hasOneOf(valueOf(request, key), values));
  });
  if (certainties.includes('no')) return 'no';
  return certainties.includes('unknown') ? 'unknown' : 'yes';
}

function hasOneOf(value: string | undefined, values: Resolved): Certainty {
  const { items, known } = oneOrMore(typeof values === 'boolean' ? String(values) : values);
  if (value === undefined) return 'unknown';
  if (items.some(({ text }) => text.toLowerCase() === value.toLowerCase())) return 'yes';
  return known && items.every(({ text }) => isKnown(text) && !/[*?]/.test(text)) ? 'no' : 'unknown';
}

/** IAM does not distinguish upper and lower case in condition keys. */
function valueOf(request: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.entries(request).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}
