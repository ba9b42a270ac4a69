import { Argument, itemsOf, propertiesOf } from './arguments';
import { InvalidArgument } from './invalid-argument';
import { encodeStrictly, pairsOf, textIn } from './parameters';
import { isObject } from '../../src/json';
import type { HttpBody } from '../../src/schema/http-operation';

export interface RequestBody {
  readonly contentType: string;
  readonly bytes: Buffer;
}

type Members = readonly (readonly [name: string, value: Argument])[];

/**
 * The body of a request; undefined when the call has no arguments for it.
 *
 * @throws InvalidArgument for a media type that has no form for arguments
 */
export function bodyOf(body: HttpBody, args: ReadonlyMap<string, Argument>): RequestBody | undefined {
  const type = body.mediaType.split(';')[0].trim().toLowerCase();
  if (body.argument !== undefined) {
    const whole = args.get(body.argument);
    return whole && { contentType: body.mediaType, bytes: wholeBody(type, whole, body) };
  }
  const members = Object.entries(body.properties ?? {}).flatMap(([argument, name]): Members => {
    const value = args.get(argument);
    return value ? [[name, value]] : [];
  });
  if (members.length === 0 && !body.required) return undefined;
  if (type === 'multipart/form-data') return multipart(members);
  return { contentType: body.mediaType, bytes: isJson(type) ? jsonObject(members) : form(type, members, body) };
}

function wholeBody(type: string, whole: Argument, { encoding }: HttpBody): Buffer {
  if (isJson(type)) return whole.bytes;
  if (typeof whole.value === 'string') return Buffer.from(whole.value);
  if (!isObject(whole.value)) throw notWritten(type);
  return form(type, propertiesOf(whole), { mediaType: type, required: true, ...encoding ? { encoding } : {} });
}

function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

/** Each value as the client sent it. */
function jsonObject(members: Members): Buffer {
  const parts = members.map(([name, { bytes }], index) => Buffer.concat([Buffer.from(`${index === 0 ? '' : ','}${JSON.stringify(name)}:`), bytes]));
  return Buffer.concat([Buffer.from('{'), ...parts, Buffer.from('}')]);
}

/** `application/x-www-form-urlencoded`: lists as one field for each item, objects as JSON, if the document does not say otherwise. */
function form(type: string, members: Members, { encoding = {} }: HttpBody): Buffer {
  if (type !== 'application/x-www-form-urlencoded') throw notWritten(type);
  const pairs = members.flatMap(([name, argument]) => {
    const { contentType, explode, style } = Object.hasOwn(encoding, name) ? encoding[name] : {};
    if (contentType !== undefined) return [[encodeStrictly(name), encodeStrictly(contentType.includes('json') ? argument.bytes.toString() : textIn(argument))] as const];
    const isNested = typeof argument.value === 'object' && !Array.isArray(argument.value) && style === undefined && explode === undefined;
    const used = style ?? 'form';
    const field = { argument: name, name, in: 'query' as const, required: false, style: used, explode: explode ?? used === 'form', ...isNested ? { mediaType: 'application/json' } : {} };
    return pairsOf(field, argument, encodeStrictly);
  });
  return Buffer.from(pairs.map(([name, value]) => `${name}=${value}`).join('&'));
}

const BOUNDARY = 'agentcore-gateway-part';

function multipart(members: Members): RequestBody {
  const fields = members.flatMap(([name, argument]) => Array.isArray(argument.value) ? itemsOf(argument).map((item) => [name, item] as const) : [[name, argument] as const]);
  const texts = fields.map(([name, argument]) => ({ name, isJson: typeof argument.value === 'object' && argument.value !== null, text: textIn(argument) }));
  let boundary = BOUNDARY;
  while (texts.some(({ text }) => text.includes(boundary))) boundary += '-';
  const parts = texts.map(({ name, isJson: json, text }) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n${json ? 'Content-Type: application/json\r\n' : ''}\r\n${text}\r\n`);
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.from(`${parts.join('')}--${boundary}--\r\n`) };
}

/** As browsers write names of fields. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function notWritten(type: string): InvalidArgument {
  return new InvalidArgument(`arguments cannot be written as ${type}: how the service does it is not documented`);
}
