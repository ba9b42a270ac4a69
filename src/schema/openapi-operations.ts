import { entriesOf, inside, isObject, itemsOf, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { References } from './openapi-references';
import type { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';

/** Methods that become tools. */
export const METHODS = ['get', 'post', 'put', 'delete', 'patch', 'head', 'options'];

/** An operation, with references to parameters and body resolved. */
export interface OpenApiOperation {
  readonly place: Place;
  readonly method: string;
  readonly path: string;
  /** The list of servers of the operation, else of its path. */
  readonly servers?: Place;
  /** The name in messages: `GET /pets`. */
  readonly name: string;
  /** The parameters of the path and of the operation. The operation overrides the path. */
  readonly parameters: readonly Place[];
  readonly requestBody?: Place;
}

/** Lists all operations, in the order of the document. */
export function listOperations(document: JsonObject, references: References, findings: Findings): OpenApiOperation[] {
  const paths = inside({ value: document, at: '' }, 'paths');
  const operations = entriesOf(paths.value)
    .filter(([path]) => !path.startsWith('x-'))
    .flatMap(([path]) => operationsOfPath(path, inside(paths, path), references, findings));
  if (operations.length === 0) {
    findings.error('openapi-no-operations', isObject(paths.value) ? paths.at : '', 'the document has no operations, so the target would have no tools', 'define the operations of the API under `paths`');
  }
  return operations;
}

function operationsOfPath(path: string, start: Place, references: References, findings: Findings): OpenApiOperation[] {
  const pathItem = references.follow(start);
  if (!pathItem) return [];
  checkSerializers(path, start.at, findings);
  if (own(pathItem.value, 'trace') !== undefined) {
    findings.warning('openapi-unsupported-method', pointer(pathItem.at, 'trace'), `\`TRACE ${shorten(path)}\` does not become a tool`, `use one of ${METHODS.join(', ').toUpperCase()}`);
  }
  return METHODS.map((method) => ({ method, place: inside(pathItem, method) }))
    .filter(({ place }) => isObject(place.value))
    .map(({ method, place }) => {
      const name = `${method.toUpperCase()} ${shorten(path)}`;
      const { parameters, complete } = mergeParameters(inside(pathItem, 'parameters'), inside(place, 'parameters'), references);
      if (complete && !isUnresolved(path)) checkPathParameters(path, name, place, parameters, findings);
      const body = inside(place, 'requestBody');
      const servers = [inside(place, 'servers'), inside(pathItem, 'servers')].find(({ value }) => itemsOf(value).length > 0);
      return { place, method, path, servers, name, parameters, requestBody: body.value === undefined ? undefined : references.follow(body) };
    });
}

/** `complete` is false when a reference to a parameter cannot be resolved. */
function mergeParameters(ofPath: Place, ofOperation: Place, references: References): { readonly parameters: Place[]; readonly complete: boolean } {
  const merged = new Map<string, Place>();
  let complete = true;
  for (const list of [ofPath, ofOperation]) {
    itemsOf(list.value).forEach((_, index) => {
      const parameter = references.follow(inside(list, index));
      complete &&= parameter !== undefined;
      if (parameter) merged.set(JSON.stringify([own(parameter.value, 'in'), own(parameter.value, 'name')]), parameter);
    });
  }
  return { parameters: [...merged.values()], complete };
}

function checkSerializers(path: string, at: string, findings: Findings): void {
  for (const [expression] of path.matchAll(/\{[;?&+#./][^{}]*\}|\{[^{}]*\*\}/g)) {
    findings.error('openapi-unsupported-path-serializer', at, `path \`${shorten(path)}\` has the expression \`${shorten(expression)}\`, but the service supports only simple expressions like \`{id}\``, 'use a simple path parameter, or a query parameter');
  }
}

/** The service requires documents without semantic errors. Without the parameter, the URL is incomplete. */
function checkPathParameters(path: string, name: string, operation: Place, parameters: readonly Place[], findings: Findings): void {
  const declared = new Set(parameters.filter(({ value }) => own(value, 'in') === 'path').map(({ value }) => own(value, 'name')));
  for (const [, expected] of path.matchAll(/\{([^{}*;?&+#./][^{}*]*)\}/g)) {
    if (declared.has(expected)) continue;
    findings.error('openapi-undeclared-path-parameter', operation.at, `\`${name}\` has \`{${shorten(expected)}}\` in its path, but does not declare the parameter`, `add \`{ "name": "${shorten(expected)}", "in": "path", "required": true, "schema": { "type": "string" } }\` to \`parameters\``);
  }
}
