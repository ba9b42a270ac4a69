import { partsOf, Resolved } from './value';

/**
 * Parses JSON with placeholders; undefined if it is not JSON.
 *
 * A placeholder inside a string is part of the string. A placeholder in place of a value becomes a string.
 */
export function parseJson(text: string): Resolved | undefined {
  let inString = false;
  const quoted = partsOf(text).map((part) => {
    if ('placeholder' in part) return inString ? part.placeholder : `"${part.placeholder}"`;
    inString = endsInString(part.literal, inString);
    return part.literal;
  }).join('');
  try {
    return JSON.parse(quoted) as Resolved;
  } catch {
    return undefined;
  }
}

function endsInString(literal: string, startsInString: boolean): boolean {
  let inString = startsInString;
  for (let i = 0; i < literal.length; i++) {
    if (literal[i] === '\\' && inString) i++;
    else if (literal[i] === '"') inString = !inString;
  }
  return inString;
}
