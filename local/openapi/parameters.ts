import { Argument, itemsOf, propertiesOf, textOfPrimitive } from './arguments';
import { InvalidArgument } from './invalid-argument';
import { isObject } from '../../src/json';
import type { HttpParameter } from '../../src/schema/http-operation';

type Encode = (text: string) => string;

/** A parameter as name and value, or as several of them. */
export type Pairs = readonly (readonly [name: string, value: string])[];

const SEPARATORS: Readonly<Record<string, string>> = { simple: ',', form: ',', spaceDelimited: '%20', pipeDelimited: '|' };

/**
 * Writes an argument in the style of its parameter. Names and values are encoded.
 *
 * @throws InvalidArgument for a style that the service does not support
 * @see https://spec.openapis.org/oas/v3.0.3#style-values
 */
export function pairsOf(parameter: HttpParameter, argument: Argument, encode: Encode): Pairs {
  const { explode, mediaType, style } = parameter;
  const name = encode(parameter.name);
  if (mediaType !== undefined) return [[name, encode(mediaType.includes('json') ? argument.bytes.toString() : textIn(argument))]];
  const separator = SEPARATORS[style];
  if (separator === undefined) throw new InvalidArgument(`parameter ${parameter.name} has the style ${style}, which the service does not support`);
  const { value } = argument;
  if (Array.isArray(value)) {
    const items = itemsOf(argument).map((item) => encode(textIn(item)));
    return explode && style !== 'simple' ? items.map((item) => [name, item] as const) : [[name, items.join(separator)]];
  }
  if (!isObject(value)) return [[name, encode(textIn(argument))]];
  const members = propertiesOf(argument).map(([key, member]) => [encode(key), encode(textIn(member))] as const);
  if (explode && style === 'form') return members;
  return [[name, members.map(([key, text]) => explode ? `${key}=${text}` : `${key}${separator}${text}`).join(separator)]];
}

/** A text for a place that has no structure; a list or object inside of another is written as JSON. */
export function textIn(argument: Argument): string {
  return textOfPrimitive(argument) ?? (argument.value === null ? '' : argument.bytes.toString());
}

/** Everything but the unreserved characters of RFC 3986. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(toWellFormed(text)).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Keeps the characters that RFC 3986 reserves, which a parameter with `allowReserved` may have. */
export function encodeUnreserved(text: string): string {
  return encodeURIComponent(toWellFormed(text)).replace(/%(?:3A|2F|3F|5B|5D|40|24|26|2B|2C|3B|3D|21|27|28|29|2A)/g, (code) => decodeURIComponent(code));
}

/** Half of a surrogate pair has no UTF-8. */
function toWellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
