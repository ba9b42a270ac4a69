/** Values for example arguments: values of a type, and values that make a comparison true or false. */
import { isIP } from 'node:net';
import { resolveAlias } from './cedar-type';
import type { CedarField, CedarType } from './cedar-type';

/** A value of a type, with only its required fields. */
export function sampleValue(type: CedarType): unknown {
  const plain = resolveAlias(type);
  switch (plain.kind) {
    case 'bool': return false;
    case 'long':
    case 'decimal': return 1;
    case 'datetime': return '2026-01-01T00:00:00Z';
    case 'duration': return 'PT1H';
    case 'ipaddr': return '10.0.0.1';
    case 'null': return null;
    case 'set': return [];
    case 'tuple': return plain.items.map(sampleValue);
    case 'union': return sampleValue(plain.choices.find((choice) => resolveAlias(choice).kind !== 'null') ?? plain.choices[0]);
    case 'enum': return plain.values[0];
    case 'record':
    case 'tagged': return sampleArguments(plain.fields);
    default: return 'example';
  }
}

export function sampleArguments(fields: readonly CedarField[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter(({ required }) => required).map(({ name, type }) => [name, sampleValue(type)]));
}

/** Different values of a type that most likely do not occur in policies. */
export function otherValues(type: CedarType, than: readonly unknown[]): unknown[] {
  const plain = resolveAlias(type);
  const all = () => {
    switch (plain.kind) {
      case 'bool': return [true, false];
      case 'long':
      case 'decimal': return [0, 1, -1, 1_000_000];
      case 'datetime': return ['2026-01-01T00:00:00Z', '2099-01-01T00:00:00Z', '1999-01-01T00:00:00Z'];
      case 'duration': return ['PT1H', 'PT0S', 'P365D'];
      case 'ipaddr': return ['10.0.0.1', '198.51.100.7', '127.0.0.1', '::1', '2001:db8::7', '239.1.2.3'];
      case 'enum': return plain.values;
      case 'set': return [[], [sampleValue(plain.element)]];
      case 'union': return plain.choices.map(sampleValue);
      case 'string': return ['zz-other', 'example', ''];
      default: return [sampleValue(plain)];
    }
  };
  return all().filter((value) => !than.includes(value));
}

/** Values that give `argument <operator> other` the wanted result. */
export function valuesFor(operator: string, other: any, type: CedarType, want: boolean): unknown[] {
  const step = (by: number) => shift(other, by, type);
  const [below, same, above] = [step(-1), other, step(1)];
  const pick = (yes: unknown[], no: unknown[]) => (want ? yes : no).filter((value) => value !== undefined);
  switch (operator) {
    case '.': return [want];
    case 'hasTag': return pick([sampleValue(type)], []);
    case '==': return pick([same], otherValues(type, [same]));
    case '!=': return pick(otherValues(type, [same]), [same]);
    case '<':
    case 'lessThan': return pick([below], [above, same]);
    case '<=':
    case 'lessThanOrEqual': return pick([below, same], [above]);
    case '>':
    case 'greaterThan': return pick([above], [below, same]);
    case '>=':
    case 'greaterThanOrEqual': return pick([above, same], [below]);
    case 'like': return pick(['', 'x'].map((filling) => fillPattern(other, filling)), otherValues(type, []));
    case 'contains':
    case 'containsAll':
    case 'containsAny': return pick([[other].flat(), [[other].flat()[0]]], [[]]);
    case 'contained': return pick([...(Array.isArray(other) ? other : [])], otherValues(type, Array.isArray(other) ? other : []));
    case 'isEmpty': return pick([[]], otherValues(type, []).slice(1));
    case 'isInRange': return pick([String(other).split('/')[0]], otherValues(type, []).filter((address) => isIP(String(address)) !== 0));
    default: return [];
  }
}

function fillPattern(pattern: readonly ('Wildcard' | { readonly Literal: string })[], filling: string): string {
  return pattern.map((part) => part === 'Wildcard' ? filling : part.Literal).join('');
}

/** The operator with its operands swapped. */
export function mirrored(operator: string): string {
  return ({
    '<': '>',
    '<=': '>=',
    '>': '<',
    '>=': '<=',
    'lessThan': 'greaterThan',
    'lessThanOrEqual': 'greaterThanOrEqual',
    'greaterThan': 'lessThan',
    'greaterThanOrEqual': 'lessThanOrEqual',
    'contains': 'contained',
  } as Record<string, string>)[operator] ?? operator;
}

/** The next value in a direction. */
function shift(value: unknown, by: number, type: CedarType): unknown {
  if (typeof value === 'number') return resolveAlias(type).kind === 'decimal' ? Math.round((value + by) * 10_000) / 10_000 : value + by;
  if (typeof value !== 'string' || resolveAlias(type).kind !== 'datetime') return undefined;
  const time = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : new Date(time + by * 86_400_000).toISOString();
}
