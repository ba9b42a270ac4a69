import type { HttpBody, HttpOperation, HttpParameter } from './http-operation';
import { isText, own } from './json';
import type { Place } from './json';
import { SmithyShapes, trait } from './smithy-shapes';

/**
 * The request of an operation in the protocol restJson1; `undefined` for an operation without an HTTP binding.
 *
 * The server is unknown: the endpoint rules of the service determine it from the region.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html
 */
export function smithyRequest(operation: Place, input: Place | undefined, shapes: SmithyShapes): HttpOperation | undefined {
  const http = trait(operation, 'smithy.api#http');
  const [method, uri] = [own(http, 'method'), own(http, 'uri')];
  if (!isText(method) || !isText(uri)) return undefined;
  const members = [...input ? shapes.members(input) : []];
  const parameters = members.flatMap(([name, member]) => parameterOf(name, member, uri) ?? []);
  const body = bodyOf(members, shapes);
  // A label like `{Key+}` may have slashes. Literal parameters after `?` stay as they are.
  return { method, path: uri.replaceAll('+}', '}'), parameters, ...body ? { body } : {}, accept: ['application/json'] };
}

function parameterOf(argument: string, member: Place, uri: string): HttpParameter | undefined {
  const required = trait(member, 'smithy.api#required') !== undefined;
  const bound = (id: string) => trait(member, `smithy.api#${id}`);
  const simple = { argument, required, style: 'simple', explode: false };
  const form = { argument, required, style: 'form', explode: true };
  const query = bound('httpQuery');
  const header = bound('httpHeader');
  if (bound('httpLabel') !== undefined) return { ...simple, name: argument, in: 'path', required: true, ...uri.includes(`{${argument}+}`) ? { allowReserved: true } : {} };
  if (isText(query)) return { ...form, name: query, in: 'query' };
  if (bound('httpQueryParams') !== undefined) return { ...form, name: argument, in: 'query' };
  if (isText(header)) return { ...simple, name: header, in: 'header' };
  return undefined;
}

/** Members outside of the body. Headers with a common prefix are not sent. */
const BOUND = ['httpLabel', 'httpQuery', 'httpQueryParams', 'httpHeader', 'httpPrefixHeaders', 'httpPayload', 'hostLabel'];

function bodyOf(members: readonly (readonly [string, Place])[], shapes: SmithyShapes): HttpBody | undefined {
  const payload = members.find(([, member]) => trait(member, 'smithy.api#httpPayload') !== undefined);
  if (payload) {
    const [argument, member] = payload;
    const type = own(shapes.target(member)?.value, 'type');
    const mediaType = type === 'blob' ? 'application/octet-stream' : type === 'string' ? 'text/plain' : 'application/json';
    return { mediaType, required: trait(member, 'smithy.api#required') !== undefined, argument };
  }
  const inBody = members.filter(([, member]) => !BOUND.some((id) => trait(member, `smithy.api#${id}`) !== undefined));
  const names = inBody.map(([name, member]) => {
    const jsonName = trait(member, 'smithy.api#jsonName');
    return [name, isText(jsonName) ? jsonName : name] as const;
  });
  return names.length > 0 ? { mediaType: 'application/json', required: true, properties: Object.fromEntries(names) } : undefined;
}
