import { checkedTools } from './checked-tools';
import type { PlacedTool } from './checked-tools';
import { codeList, pointer, shorten } from './json';
import { Findings } from './schema-finding';
import type { ReadTools } from './tool';
import { isUnresolved } from './unresolved';
import type { SchemaFindingId } from '../findings/schema-findings';
import { MODEL_TOOL_NAME_MAX_LENGTH } from '../service/tool-name';

/** A method of a REST API. */
export interface ApiMethod {
  /** From the root of the API, `/pets/{petId}`. */
  readonly path: string;
  readonly method: string;
  /** `OperationName` of the method; API Gateway exports it as `operationId`. */
  readonly operationName?: string;
  /** `AuthorizationType` of the method. */
  readonly authorizationType?: string;
  readonly apiKeyRequired?: boolean;
}

/** Which methods become tools. */
export interface ApiToolFilter {
  /** A path of the API, or all paths under one: `/pets/*`. */
  readonly filterPath: string;
  readonly methods: readonly string[];
}

/** Another name for the tool of one method. */
export interface ApiToolOverride {
  readonly path: string;
  readonly method: string;
  readonly name: string;
  readonly description?: string;
}

/** A REST API as a target sees it. Findings point into this, for example to `/toolFilters/0/filterPath`. */
export interface ApiGatewayTools {
  /** `undefined` when the API is not in the app: then only the filters and overrides themselves are checked. */
  readonly methods?: readonly ApiMethod[];
  readonly toolFilters: readonly ApiToolFilter[];
  readonly toolOverrides?: readonly ApiToolOverride[];
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
/** What API Gateway allows in resource paths, `*` apart. */
const PATH = /^\/[\w.:{}/+-]*$/;
const PROXY = /\{[^{}]*\+\}/;

/**
 * Finds the tools of an API Gateway target: the methods that the filters select, named by override or operation name.
 *
 * Input schemas are unknown: the service takes them from the export of the deployed stage.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html
 */
export function readApiGatewayTools(api: ApiGatewayTools): ReadTools {
  const findings = new Findings();
  const filters = checkFilters(api.toolFilters, findings);
  const overrides = checkOverrides(api.toolOverrides ?? [], filters, api.methods, findings);
  const tools = api.methods
    ? selectTools(api.methods, filters, overrides, findings)
    : overrides.map(({ override, at }) => toolOf(override, at));
  return checkedTools(tools, findings);
}

interface PlacedFilter {
  readonly filter: ApiToolFilter;
  readonly at: string;
  /** False when something was reported about it, or its path or methods are known only at deployment. */
  readonly conclusive: boolean;
}

interface PlacedOverride {
  readonly override: ApiToolOverride;
  readonly at: string;
}

function toolOf({ name, description }: ApiToolOverride, at: string): PlacedTool {
  return { tool: { name, description }, nameAt: pointer(at, 'name') };
}

function checkFilters(filters: readonly ApiToolFilter[], findings: Findings): PlacedFilter[] {
  if (filters.length === 0) {
    findings.error('api-gateway-no-filter', '/toolFilters', 'there is no tool filter, and the service requires one', 'add one: `{ filterPath: \'/*\', methods: [\'GET\'] }` selects all GET methods');
  }
  return filters.map((filter, index) => {
    const at = pointer('/toolFilters', index);
    const { filterPath, methods } = filter;
    if (methods.length === 0) {
      findings.error('api-gateway-method', pointer(at, 'methods'), `the filter on \`${shorten(filterPath)}\` selects no method`, `list some of ${codeList(METHODS)}`);
    }
    const pathOk = checkFilterPath(filterPath, pointer(at, 'filterPath'), findings);
    const methodsOk = methods.map((method, place) => checkMethod(method, pointer(at, 'methods', place), findings));
    return { filter, at, conclusive: pathOk && methods.length > 0 && !methodsOk.includes(false) };
  });
}

/** Like the checks below, false for what is wrong and for what is known only at deployment. */
function checkFilterPath(path: string, at: string, findings: Findings): boolean {
  if (isUnresolved(path)) return false;
  if (!PATH.test(path.replace(/\/\*$/, '/'))) {
    findings.error('api-gateway-filter-path', at, `filter path \`${shorten(path)}\` is not valid`, 'write a path of the API like `/pets/{petId}`, ' +
      `or \`/pets/*\` for all paths under \`/pets\`${path.includes('*') ? ' (a `*` can only be the last segment)' : ''}`);
    return false;
  }
  if (PROXY.test(path) && !path.endsWith('*')) {
    findings.error('api-gateway-proxy-unsupported', at, `filter path \`${shorten(path)}\` is a proxy resource, which the gateway does not support`, 'define the paths that agents need as resources of their own');
    return false;
  }
  return true;
}

function checkMethod(method: string, at: string, findings: Findings): boolean {
  if (isUnresolved(method)) return false;
  if (METHODS.includes(method)) return true;
  const upper = method.toUpperCase();
  // Whoever writes `ApiGatewayHttpMethod.of` may mean a method of a newer service.
  findings.warning('api-gateway-method-unknown', at, `method \`${shorten(method)}\` is not one that the service is known to take (${codeList(METHODS)})`,
    METHODS.includes(upper) ? `write \`${upper}\`` : 'list the methods one by one');
  return false;
}

/** Reports what is wrong with the overrides, and returns those that can apply. */
function checkOverrides(
  overrides: readonly ApiToolOverride[], filters: readonly PlacedFilter[], methods: readonly ApiMethod[] | undefined, findings: Findings,
): PlacedOverride[] {
  const first = new Map<string, string>();
  return overrides.map((override, index) => ({ override, at: pointer('/toolOverrides', index) })).filter(({ override, at }) => {
    const { name, path, method } = override;
    const nameOk = checkOverrideName(name, pointer(at, 'name'), findings);
    const pathOk = checkOverridePath(path, pointer(at, 'path'), findings);
    const methodOk = checkMethod(method, pointer(at, 'method'), findings);
    if (!nameOk) return false;
    if (!pathOk || !methodOk) return isUnresolved(path) || isUnresolved(method);

    const operation = nameOf(override);
    const other = first.get(operation);
    if (other !== undefined) {
      findings.error('api-gateway-override-duplicate', at, `\`${shorten(operation)}\` has two overrides, at \`${other}\` and \`${at}\``, 'keep one');
      return false;
    }
    first.set(operation, at);
    if (methods && allKnown(methods) && !methods.some((candidate) => nameOf(candidate) === operation)) {
      findings.error('api-gateway-override-matches-nothing', at, `the override \`${shorten(name)}\` is for \`${shorten(operation)}\`, which the API does not have`, `correct the path or the method; the API has ${listOf(methods)}`);
      return false;
    }
    if (filters.some(({ filter, conclusive }) => !conclusive || selects(filter, override))) return true;
    findings.error('api-gateway-override-matches-nothing', at, `the override \`${shorten(name)}\` is for \`${shorten(operation)}\`, which no filter selects`, `add \`{ filterPath: '${shorten(path)}', methods: ['${method}'] }\` to the filters, or correct the path or the method`);
    return false;
  });
}

function checkOverrideName(name: string, at: string, findings: Findings): boolean {
  if (isUnresolved(name) || (name.length > 0 && name.length <= MODEL_TOOL_NAME_MAX_LENGTH)) return true;
  findings.error('api-gateway-override-name', at, `override name \`${shorten(name)}\` has ${name.length} characters`, `use 1 to ${MODEL_TOOL_NAME_MAX_LENGTH} characters`);
  return false;
}

function checkOverridePath(path: string, at: string, findings: Findings): boolean {
  if (isUnresolved(path)) return false;
  if (!PATH.test(path)) {
    findings.error('api-gateway-override-path', at, `override path \`${shorten(path)}\` is not valid`, 'write one path of the API like `/pets/{petId}`' +
      `${path.includes('*') ? ', without `*`' : ''}`);
    return false;
  }
  if (PROXY.test(path)) {
    findings.error('api-gateway-proxy-unsupported', at, `override path \`${shorten(path)}\` is a proxy resource, which the gateway does not support`, 'remove the override');
    return false;
  }
  return true;
}

function selectTools(
  methods: readonly ApiMethod[], filters: readonly PlacedFilter[], overrides: readonly PlacedOverride[], findings: Findings,
): PlacedTool[] {
  reportUnused(methods, filters, findings);
  return methods.flatMap((method, index): PlacedTool[] => {
    const at = pointer('/methods', index);
    if (!isOffered(method, filters, at, findings)) return [];
    const placed = overrides.find(({ override }) => nameOf(override) === nameOf(method));
    if (placed) return [toolOf(placed.override, placed.at)];
    if (method.operationName) return [{ tool: { name: method.operationName }, nameAt: pointer(at, 'operationName') }];
    if (overrides.some(({ override }) => isUnresolved(nameOf(override)))) return [];
    findings.error('api-gateway-operation-without-name', at, `\`${shorten(nameOf(method))}\` is selected and has no name, and one method without a name fails the whole target`, 'set `operationName` on the method, or add a tool override for it');
    return [];
  });
}

/** Whether a method becomes a tool; says why when a filter selects it and it does not. */
function isOffered(method: ApiMethod, filters: readonly PlacedFilter[], at: string, findings: Findings): boolean {
  if (!filters.some(({ filter }) => selects(filter, method))) return false;
  const leftOut = (id: SchemaFindingId, reason: string, fix: string) => {
    findings.warning(id, at, `\`${shorten(nameOf(method))}\` does not become a tool: ${reason}`, fix);
    return false;
  };
  if (isAny(method)) return leftOut('api-gateway-any-method', 'API Gateway exports ANY as an extension, not as a method', 'define the methods that agents need');
  if (PROXY.test(method.path)) {
    return leftOut('api-gateway-proxy-method', 'the gateway does not support proxy resources', 'define the paths that agents need as resources of their own');
  }
  if (method.authorizationType === 'AWS_IAM' && method.apiKeyRequired === true) {
    return leftOut('api-gateway-method-excluded', 'the gateway leaves out methods that require both AWS_IAM and an API key', 'drop one of the two');
  }
  return true;
}

function reportUnused(methods: readonly ApiMethod[], filters: readonly PlacedFilter[], findings: Findings): void {
  if (!allKnown(methods)) return;
  for (const { filter, at, conclusive } of filters) {
    if (!conclusive || methods.some((method) => selects(filter, method))) continue;
    const { filterPath, methods: selected } = filter;
    const itself = filterPath.length > 2 && filterPath.endsWith('/*') ? ` (\`${shorten(filterPath)}\` does not select \`${shorten(filterPath.slice(0, -2))}\` itself)` : '';
    findings.warning('api-gateway-filter-matches-nothing', at, `the filter for ${codeList(selected)} on \`${shorten(filterPath)}\` selects nothing${itself}`, `correct the path or the methods; the API has ${listOf(methods)}`);
  }
}

interface Operation {
  readonly path: string;
  readonly method: string;
}

/** `/pets/*` selects what is under `/pets`, and not `/pets`; `/*` selects everything; ANY is selected with every method. */
function selects({ filterPath, methods }: ApiToolFilter, operation: Operation): boolean {
  const onPath = filterPath.endsWith('/*') ? operation.path.startsWith(filterPath.slice(0, -1)) : filterPath === operation.path;
  return onPath && (isAny(operation) || methods.some((method) => method.toUpperCase() === operation.method.toUpperCase()));
}

function allKnown(methods: readonly ApiMethod[]): boolean {
  return !methods.some((method) => isUnresolved(nameOf(method)));
}

function listOf(methods: readonly ApiMethod[]): string {
  return shorten(codeList(methods.map(nameOf)), 300) || 'no method';
}

function isAny({ method }: Operation): boolean {
  return method.toUpperCase() === 'ANY';
}

function nameOf({ method, path }: Operation): string {
  // A token is known by how it is written.
  return `${isUnresolved(method) ? method : method.toUpperCase()} ${path}`;
}
