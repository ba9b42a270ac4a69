import { isList, property, Resolved } from '../../model/value';

/** The values at a path; `*` stands for every item of a list. */
export function valuesAt(value: Resolved | undefined, [key, ...rest]: readonly string[]): Resolved[] {
  if (value === undefined) return [];
  if (key === undefined) return [value];
  if (key !== '*') return valuesAt(property(value, key), rest);
  return isList(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
}
