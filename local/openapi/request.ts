import { Argument, readArguments } from './arguments';
import { bodyOf } from './body';
import { InvalidArgument } from './invalid-argument';
import { encodeStrictly, encodeUnreserved, Pairs, pairsOf } from './parameters';
import type { HttpOperation, HttpParameter } from '../../src/schema/http-operation';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** Headers that make up the message itself: an argument must not change where it ends or where it goes. */
const OF_THE_MESSAGE = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect']);

/**
 * The request of an operation with the arguments of a tool call.
 *
 * @param args the JSON object of the arguments
 * @param server the URL that the path of the operation follows
 * @throws InvalidArgument when a required argument is missing, or has no form in its place
 * @see https://spec.openapis.org/oas/v3.0.3#parameter-object
 */
export function buildRequest(operation: HttpOperation, args: Buffer, server: string): HttpRequest {
  const given = readArguments(args);
  const used = operation.parameters.flatMap((parameter) => {
    const argument = given.get(parameter.argument);
    // The service drops arguments that are null.
    if (argument && argument.value !== null) return [{ parameter, argument }];
    if (parameter.required) throw new InvalidArgument(`the required argument ${parameter.argument} is missing`);
    return [];
  });
  const at = (place: HttpParameter['in']) => used.filter(({ parameter }) => parameter.in === place);
  const query = at('query').flatMap(({ parameter, argument }) => pairsOf(parameter, argument, parameter.allowReserved ? encodeUnreserved : encodeStrictly));
  const cookies = at('cookie').flatMap(({ parameter, argument }) => pairsOf({ ...parameter, explode: false }, argument, encodeStrictly));
  const body = operation.body && bodyIn(operation.body, given);
  return {
    method: operation.method,
    url: urlOf(server, pathOf(operation.path, at('path')), query),
    headers: {
      ...operation.accept.length > 0 ? { accept: operation.accept.join(', ') } : {},
      ...Object.fromEntries(at('header').map(({ parameter, argument }) => headerOf(parameter, argument))),
      ...cookies.length > 0 ? { cookie: cookies.map(([name, value]) => `${name}=${value}`).join('; ') } : {},
      ...body ? { 'content-type': body.contentType } : {},
    },
    ...body ? { body: body.bytes } : {},
  };
}

/** The same request with more query parameters. */
export function withQuery(request: HttpRequest, added: Readonly<Record<string, string>>): HttpRequest {
  const pairs = Object.entries(added).map(([name, value]) => [encodeStrictly(name), encodeStrictly(value)] as const);
  return pairs.length === 0 ? request : { ...request, url: urlOf(request.url.href, '', pairs) };
}

function bodyIn(body: NonNullable<HttpOperation['body']>, given: ReadonlyMap<string, Argument>) {
  const made = bodyOf(body, given);
  if (!made && body.required) throw new InvalidArgument(`the required argument ${body.argument ?? 'body'} is missing`);
  return made;
}

interface Used {
  readonly parameter: HttpParameter;
  readonly argument: Argument;
}

function pathOf(path: string, used: readonly Used[]): string {
  const values = new Map(used.map(({ parameter, argument }) => {
    const encode = parameter.allowReserved ? encodeSegments : encodeStrictly;
    return [parameter.name, pairsOf(parameter, argument, encode).map(([, value]) => value).join(',')];
  }));
  const filled = path.replaceAll(/\{([^{}]*)\}/g, (expression, name: string) => values.get(name) ?? expression);
  // URLs have no form for such a segment: it would lead to another path.
  if (filled.split('/').some((segment) => /^\.{1,2}$/.test(segment))) throw new InvalidArgument('an argument makes a part of the path `.` or `..`, which is another path');
  return filled;
}

/** A parameter with `allowReserved` may be several segments of a path. */
function encodeSegments(text: string): string {
  return text.split('/').map(encodeStrictly).join('/');
}

function urlOf(server: string, path: string, query: Pairs): URL {
  const url = new URL(server);
  const [pathname, literal] = path.split('?', 2);
  if (pathname !== '') url.pathname = url.pathname.replace(/\/$/, '') + pathname;
  const added = query.map(([name, value]) => `${name}=${value}`);
  url.search = [...url.search === '' ? [] : [url.search.slice(1)], ...literal ? [literal] : [], ...added].join('&');
  return url;
}

function headerOf(parameter: HttpParameter, argument: Argument): [string, string] {
  const name = parameter.name.toLowerCase();
  if (OF_THE_MESSAGE.has(name)) throw new InvalidArgument(`the header ${parameter.name} is part of the message and cannot be an argument`);
  const value = pairsOf(parameter, argument, (text) => text).map(([, text]) => text).join(',');
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw new InvalidArgument(`the argument ${parameter.argument} has characters that a header cannot have`);
  return [name, value];
}
