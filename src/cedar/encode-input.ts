/**
 * Encodes the arguments of a call as `context.input`, according to their types. The engine never receives raw arguments.
 */
import { isIP } from 'node:net';
import { wellFormed } from './cedar-names';
import { NAMESPACE, projection, resolveAlias, typeChoice } from './cedar-type';
import type { CedarField, CedarScalar, CedarTagged, CedarType } from './cedar-type';
import type { CedarEntity, CedarValue } from './engine';
import type { EntityUid } from './entity-uid';
import type { CedarAction } from './schema-from-tools';
import { isObject } from '../json';
import type { JsonObject } from '../json';

export interface EncodedInput {
  readonly input: { readonly [field: string]: CedarValue };
  /** The entities for objects with additional properties. */
  readonly entities: readonly CedarEntity[];
}

export interface InputProblem {
  /** The path of the argument, like `address.street` or `items[2]`. */
  readonly path: string;
  readonly message: string;
}

export type EncodeResult = { readonly ok: true; readonly value: EncodedInput } | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** The upper bound of the integer part of a Cedar decimal. */
const DECIMAL_LIMIT = 922337203685477n;

/** Encodes arguments, or returns all problems. An argument that is null counts as missing. */
export function encodeInput(action: CedarAction, args: Readonly<Record<string, unknown>>): EncodeResult {
  const encoder = new Encoder();
  const input = encoder.fields(action.input.fields, args, '');
  if (encoder.problems.length > 0) return { ok: false, problems: encoder.problems };
  return { ok: true, value: { input, entities: encoder.entities } };
}

class Encoder {
  public problems: InputProblem[] = [];
  public entities: CedarEntity[] = [];
  private opaque = 0;

  /** Passes the names of additional properties to `rest`. Without `rest`, they are problems. */
  public fields(fields: readonly CedarField[], values: JsonObject, path: string, rest?: (names: string[]) => void): { [field: string]: CedarValue } {
    const encoded: [string, CedarValue][] = [];
    for (const { name, type, required } of fields) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      const at = join(path, name);
      if (value === undefined || (value === null && (!required || !acceptsNull(type)))) {
        if (required) this.problem(at, 'is required');
      } else {
        encoded.push([name, this.value(type, value, at)]);
      }
    }
    const others = Object.keys(values).filter((name) => !fields.some((field) => field.name === name) && values[name] !== undefined);
    if (rest) rest(others);
    else for (const name of others) this.problem(join(path, name), 'is not an argument of the tool');
    return Object.fromEntries(encoded);
  }

  private value(type: CedarType, value: unknown, path: string): CedarValue {
    const plain = resolveAlias(type);
    switch (plain.kind) {
      case 'set':
        if (!Array.isArray(value)) return this.mismatch(path, 'an array', value);
        return value.map((item, index) => this.value(plain.element, item, `${path}[${index}]`));
      case 'tuple':
        if (!Array.isArray(value) || value.length !== plain.items.length) return this.mismatch(path, `an array of length ${plain.items.length}`, value);
        return Object.fromEntries(plain.items.map((item, index) => [projection(index), this.value(item, value[index], `${path}[${index}]`)]));
      case 'record':
        return isObject(value) ? this.fields(plain.fields, value, path) : this.mismatch(path, 'an object', value);
      case 'tagged':
        return isObject(value) ? this.tagged(plain, value, path) : this.mismatch(path, 'an object', value);
      case 'union':
        return this.union(plain.choices, value, path);
      case 'enum':
        if (typeof value === 'string' && plain.values.includes(value)) return entityValue({ type: `${NAMESPACE}::${plain.name}`, id: value });
        return this.mismatch(path, `one of ${plain.values.map((one) => `"${one}"`).join(', ')}`, value);
      default:
        return this.scalar(plain, value, path);
    }
  }

  private scalar({ kind }: CedarScalar, value: unknown, path: string): CedarValue {
    const extension = (fn: string, arg: string | undefined, expected: string) => {
      return arg === undefined ? this.mismatch(path, expected, value) : { __extn: { fn, arg } };
    };
    switch (kind) {
      case 'bool': return typeof value === 'boolean' ? value : this.mismatch(path, 'true or false', value);
      case 'string': return typeof value === 'string' ? wellFormed(value) : this.mismatch(path, 'a string', value);
      case 'long': return Number.isSafeInteger(value) ? (value as number) + 0 : this.mismatch(path, 'a whole number', value);
      case 'decimal': return extension('decimal', decimal(value), 'a number of at most 15 digits');
      case 'datetime': return extension('datetime', datetime(value), 'a date or a date and time');
      case 'duration': return extension('duration', duration(value), 'an ISO 8601 duration');
      case 'ipaddr': return extension('ip', ipAddress(value), 'an IP address');
      case 'null': return value === null ? entityValue({ type: `${NAMESPACE}::Null`, id: 'null' }) : this.mismatch(path, 'null', value);
      // Two unknown values are never equal.
      case 'unknown': return entityValue({ type: `${NAMESPACE}::Unknown`, id: String(this.opaque++) });
    }
  }

  private tagged({ name, fields, tags }: CedarTagged, value: JsonObject, path: string): CedarValue {
    const uid = { type: `${NAMESPACE}::${name}`, id: String(this.opaque++) };
    let others: string[] = [];
    const attrs = this.fields(fields, value, path, (names) => { others = names; });
    const encoded = others.map((tag): [string, CedarValue] => [wellFormed(tag), this.value(tags, value[tag], join(path, tag))]);
    this.entities.push({ uid, attrs, parents: [], tags: Object.fromEntries(encoded) });
    return entityValue(uid);
  }

  /** Encodes a value as the first choice that accepts it. */
  private union(choices: readonly CedarType[], value: unknown, path: string): CedarValue {
    for (const [index, choice] of choices.entries()) {
      const attempt = new Encoder();
      attempt.opaque = this.opaque;
      const encoded = attempt.value(choice, value, path);
      if (attempt.problems.length > 0) continue;
      this.opaque = attempt.opaque;
      this.entities.push(...attempt.entities);
      return { [typeChoice(index)]: encoded };
    }
    return this.mismatch(path, 'one of the types in its schema', value);
  }

  private mismatch(path: string, expected: string, value: unknown): CedarValue {
    this.problem(path, `must be ${expected}, not ${shown(value)}`);
    return false;
  }

  private problem(path: string, message: string): void {
    this.problems.push({ path, message });
  }
}

function acceptsNull(type: CedarType): boolean {
  const plain = resolveAlias(type);
  return plain.kind === 'null' || plain.kind === 'unknown' || (plain.kind === 'union' && plain.choices.some(acceptsNull));
}

/**
 * Converts a number, or a string with `format: decimal`, to a Cedar decimal with at most four decimal places. Further digits
 * are truncated, as the service documents; its open-source generator rounds.
 */
function decimal(value: unknown): string | undefined {
  const text = typeof value === 'number' ? plainNumber(value) : typeof value === 'string' ? value : undefined;
  const [, sign, whole, fraction = ''] = text === undefined ? [] : /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || BigInt(whole) >= DECIMAL_LIMIT) return undefined;
  const digits = fraction.slice(0, 4).padEnd(1, '0');
  return `${/[1-9]/.test(whole + digits) ? sign : ''}${BigInt(whole)}.${digits}`;
}

/** Formats a number without an exponent. */
function plainNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [digits, exponent] = String(value).split('e');
  if (exponent === undefined) return digits;
  return Number(exponent) < 0 ? value.toFixed(20) : undefined;
}

function datetime(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, date, time = '', fraction = '', zone = ''] = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:?\d{2})?)?$/.exec(value) ?? [];
  const parsed = new Date(`${date}T${time || '00:00:00'}Z`);
  // `Date` accepts February 30 as a day in March.
  if (date === undefined || Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(date)) return undefined;
  if (/^[+-]/.test(zone) && (Number(zone.slice(1, 3)) > 23 || Number(zone.slice(-2)) > 59)) return undefined;
  if (!time) return date;
  const milliseconds = fraction ? `.${fraction.slice(0, 3).padEnd(3, '0')}` : '';
  const offset = !zone || /^[Zz]$/.test(zone) ? 'Z' : zone.replace(':', '');
  return `${date}T${time}${milliseconds}${offset}`;
}

/** Cedar durations have no years and months, which are converted to 365 and 30 days. */
function duration(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3})\d*)?S)?)?$/.exec(value);
  if (!match) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1, 8).map((part) => Number(part ?? 0));
  const milliseconds = Number((match[8] ?? '').padEnd(3, '0'));
  const allDays = years * 365 + months * 30 + weeks * 7 + days;
  if ((((allDays * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 > Number.MAX_SAFE_INTEGER) return undefined;
  const parts: [number, string][] = [[allDays, 'd'], [hours, 'h'], [minutes, 'm'], [seconds, 's'], [milliseconds, 'ms']];
  return parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('') || '0ms';
}

function ipAddress(value: unknown): string | undefined {
  // Cedar does not accept IPv4-mapped IPv6 addresses.
  const parsed = typeof value === 'string' ? /^([0-9.]+|[0-9a-fA-F:]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(value) : null;
  return parsed && isAddress(parsed[1], parsed[2]) ? value as string : undefined;
}

function isAddress(address: string, prefix: string | undefined): boolean {
  const version = isIP(address);
  return version !== 0 && (prefix === undefined || Number(prefix) <= (version === 4 ? 32 : 128));
}

function entityValue(uid: EntityUid): CedarValue {
  return { __entity: uid };
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
