import { headerMismatch } from './errors';
import { decodeHeader, headerOf, RequestHeaders } from './versions';
import { entriesOf, isObject, JsonObject, own } from '../../../src/json';

/**
 * Checks that the `Mcp-Param-…` headers of a call repeat the arguments that the tool marks with `x-mcp-header`.
 *
 * @throws RpcError when one is missing or differs
 * @see https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#custom-headers
 */
export function checkParamHeaders(inputSchema: unknown, args: JsonObject, headers: RequestHeaders): void {
  for (const { path, header, type } of markedParameters(inputSchema, [])) {
    const value = path.reduce<unknown>((at, key) => own(at, key), args);
    if (value === undefined || value === null || typeof value === 'object') continue;
    const name = `Mcp-Param-${header}`;
    const given = headerOf(headers, name.toLowerCase());
    if (given === undefined) throw headerMismatch(`Header mismatch: the ${name} header is missing`);
    const decoded = decodeHeader(given);
    const isSame = decoded !== undefined && (decoded === String(value) || type === 'integer' && typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(decoded) && Number(decoded) === value);
    if (!isSame) throw headerMismatch(`Header mismatch: ${name} is ${decoded ?? given}, and the argument ${path.join('.')} is ${String(value)}`);
  }
}

interface Marked {
  readonly path: readonly string[];
  readonly header: string;
  readonly type: unknown;
}

function markedParameters(schema: unknown, path: readonly string[]): Marked[] {
  return entriesOf(own(schema, 'properties')).flatMap(([key, property]): Marked[] => {
    const header = own(property, 'x-mcp-header');
    const here = [...path, key];
    const marked = typeof header === 'string' && /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(header) ? [{ path: here, header, type: own(property, 'type') }] : [];
    return [...marked, ...isObject(property) ? markedParameters(property, here) : []];
  });
}
