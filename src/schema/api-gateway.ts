import { methodRequest } from './api-gateway-request';
import { checkedTools } from './checked-tools';
import type { PlacedTool } from './checked-tools';
import type { HttpOperation } from './http-operation';
import { codeList, pointer, shorten } from './json';
import type { JsonObject } from './json';
import { Findings } from './schema-finding';
import type { ReadTools } from './tool';
import { isUnresolved } from './unresolved';
import { apiMessage } from '../findings/api-message';
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
  /** The OpenAPI operation that API Gateway exports for the method: parameters and body. */
  readonly operation?: JsonObject;
}

/** Which methods become tools. */
interface ApiToolFilter {
  /** A path of the API, or all paths below one: `/pets/*`. */
  readonly filterPath: string;
  readonly methods: readonly string[];
}

/** Overrides the tool name of one method. */
interface ApiToolOverride {
  readonly path: string;
  readonly method: string;
  readonly name: string;
  readonly description?: string;
}

/** The configuration of an API Gateway target. Findings refer to it by JSON pointer, for example `/toolFilters/0/filterPath`. */
export interface ApiGatewayTools {
  /** `undefined` when the API is not in the app; only the filters and overrides themselves are checked then. */
  readonly methods?: readonly ApiMethod[];
  /** What the operations of the methods refer to, as in an OpenAPI document: `components`, `definitions`. */
  readonly definitions?: JsonObject;
  readonly toolFilters: readonly ApiToolFilter[];
  readonly toolOverrides?: readonly ApiToolOverride[];
  /** How the gateway calls the API; `undefined` when that is unknown. */
  readonly calledWith?: 'nothing' | 'signature' | 'key';
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
/** The characters that API Gateway allows in resource paths, except `*`. */
const PATH = /^\/[\w.:{}/+-]*$/;
const PROXY = /\{[^{}]*\+\}/;

/**
 * Reads the tools of an API Gateway target: the methods that the filters select, named by override or operation name.
 *
 * The service reads input schemas from the export of the deployed stage; here they are those of the methods in the template.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html
 */
export function readApiGatewayTools(api: ApiGatewayTools): ReadTools {
  const findings = new Findings();
  const filters = checkFilters(api.toolFilters, findings);
  const overrides = checkOverrides(api.toolOverrides ?? [], filters, api.methods, findings);
  if (!api.methods) return checkedTools(overrides.map(({ override, at }) => toolOf(override, at)), findings);
  const selected = selectTools(api, api.methods, filters, overrides, findings).map((tool) => withRequest(tool, api.definitions ?? {}));
  const operations = selected.flatMap(({ request, tool }) => request ? [[tool.name, request] as const] : []);
  // Of several tools with the same name, the first.
  return { ...checkedTools(selected, findings), operations: Object.fromEntries(operations.reverse()) };
}

/** A tool, and the method that it calls. */
interface SelectedTool extends PlacedTool {
  readonly method: ApiMethod;
}

function withRequest({ method, nameAt, tool }: SelectedTool, definitions: JsonObject): PlacedTool & { readonly request?: HttpOperation } {
  const read = method.operation && methodRequest(tool.name, { ...method, operation: method.operation }, definitions);
  return read ? { tool: { ...tool, inputSchema: read.inputSchema }, nameAt, request: read.request } : { tool, nameAt };
}

interface PlacedFilter {
  readonly filter: ApiToolFilter;
  readonly at: string;
  /** False when a problem was reported, or when the path or a method is unresolved until deployment. */
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
    findings.error('api-gateway-no-filter', '/toolFilters', 'there is no tool filter, and the service requires one',
      apiMessage`add one, for example with the \`filterPath\` \`/*\` and the method \`GET\``);
  }
  return filters.map((filter, index) => {
    const at = pointer('/toolFilters', index);
    const { filterPath, methods } = filter;
    if (methods.length === 0) {
      findings.error('api-gateway-method', pointer(at, 'methods'), `the filter on \`${shorten(filterPath)}\` selects no method`, `add at least one of ${codeList(METHODS)}`);
    }
    const pathOk = checkFilterPath(filterPath, pointer(at, 'filterPath'), findings);
    const methodsOk = methods.map((method, place) => checkMethod(method, pointer(at, 'methods', place), findings));
    return { filter, at, conclusive: pathOk && methods.length > 0 && !methodsOk.includes(false) };
  });
}

/** Returns false for an invalid path and for one that is unresolved until deployment, like the checks below. */
function checkFilterPath(path: string, at: string, findings: Findings): boolean {
  if (isUnresolved(path)) return false;
  if (!PATH.test(path.replace(/\/\*$/, '/'))) {
    findings.error('api-gateway-filter-path', at, `filter path \`${shorten(path)}\` is not valid`, 'write a path of the API like `/pets/{petId}`, ' +
      `or \`/pets/*\` for all paths below \`/pets\`${path.includes('*') ? ' (only the last segment can be `*`)' : ''}`);
    return false;
  }
  if (PROXY.test(path) && !path.endsWith('*')) {
    findings.error('api-gateway-proxy-unsupported', at, `filter path \`${shorten(path)}\` is a proxy resource, which the gateway does not support`, 'define a resource for each path that agents need');
    return false;
  }
  return true;
}

function checkMethod(method: string, at: string, findings: Findings): boolean {
  if (isUnresolved(method)) return false;
  if (METHODS.includes(method)) return true;
  const upper = method.toUpperCase();
  // `ApiGatewayHttpMethod.of` may name a method that the service supports in the future.
  findings.warning('api-gateway-method-unknown', at, `method \`${shorten(method)}\` is not a method that the service is documented to support (${codeList(METHODS)})`,
    METHODS.includes(upper) ? `write \`${upper}\`` : 'use the documented methods');
  return false;
}

/** Reports problems of the overrides, and returns the overrides that can apply. */
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
      findings.error('api-gateway-override-matches-nothing', at, `the override \`${shorten(name)}\` is for \`${shorten(operation)}\`, which does not exist in the API`, `correct the path or the method; the API has ${listOf(methods)}`);
      return false;
    }
    if (filters.some(({ filter, conclusive }) => !conclusive || selects(filter, override))) return true;
    findings.error('api-gateway-override-matches-nothing', at, `the override \`${shorten(name)}\` is for \`${shorten(operation)}\`, which no filter selects`,
      apiMessage`add a tool filter with the \`filterPath\` \`${shorten(path)}\` and the method \`${method}\`, or correct the path or the method of the override`);
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
    findings.error('api-gateway-override-path', at, `override path \`${shorten(path)}\` is not valid`, 'write a path of the API like `/pets/{petId}`' +
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
  { calledWith }: Pick<ApiGatewayTools, 'calledWith'>, methods: readonly ApiMethod[], filters: readonly PlacedFilter[], overrides: readonly PlacedOverride[], findings: Findings,
): SelectedTool[] {
  reportUnused(methods, filters, findings);
  return methods.flatMap((method, index): SelectedTool[] => {
    const at = pointer('/methods', index);
    if (!becomesTool(method, filters, at, findings)) return [];
    checkAuthorization(method, calledWith, at, findings);
    const placed = overrides.find(({ override }) => nameOf(override) === nameOf(method));
    if (placed) return [{ ...toolOf(placed.override, placed.at), method }];
    if (method.operationName) return [{ tool: { name: method.operationName }, nameAt: pointer(at, 'operationName'), method }];
    if (overrides.some(({ override }) => isUnresolved(nameOf(override)))) return [];
    findings.error('api-gateway-operation-without-name', at, `a filter selects \`${shorten(nameOf(method))}\`, which has no operation name; the service then rejects the whole target`,
      apiMessage`set \`operationName\` on the method, or add a tool override for it`);
    return [];
  });
}

/** Whether a method becomes a tool. Reports a selected method that does not. */
function becomesTool(method: ApiMethod, filters: readonly PlacedFilter[], at: string, findings: Findings): boolean {
  if (!filters.some(({ filter }) => selects(filter, method))) return false;
  const leftOut = (id: SchemaFindingId, reason: string, fix: string) => {
    findings.warning(id, at, `\`${shorten(nameOf(method))}\` does not become a tool: ${reason}`, fix);
    return false;
  };
  if (isAny(method)) return leftOut('api-gateway-any-method', 'API Gateway exports ANY as an extension instead of a method', 'define each method that agents need');
  if (PROXY.test(method.path)) {
    return leftOut('api-gateway-proxy-method', 'the gateway does not support proxy resources', 'define a resource for each path that agents need');
  }
  if (method.authorizationType === 'AWS_IAM' && method.apiKeyRequired === true) {
    return leftOut('api-gateway-method-excluded', 'the gateway excludes methods that require both AWS_IAM and an API key', 'remove one of the two requirements');
  }
  return true;
}

/** The gateway authorizes only with signatures and API keys, and signs nothing without credentials. */
function checkAuthorization(method: ApiMethod, calledWith: ApiGatewayTools['calledWith'], at: string, findings: Findings): void {
  const name = shorten(nameOf(method));
  const { authorizationType, apiKeyRequired } = method;
  if (authorizationType === 'COGNITO_USER_POOLS' || authorizationType === 'CUSTOM') {
    const authorizer = authorizationType === 'CUSTOM' ? 'a Lambda authorizer' : 'a Cognito authorizer';
    findings.error('api-gateway-authorizer', at, `\`${name}\` has ${authorizer}; the service rejects the target, because it calls methods only with signatures or API keys`,
      'select only methods with the authorization `AWS_IAM` or an API key, or add an OpenAPI target with OAuth for this API');
  } else if (authorizationType === 'AWS_IAM' && (calledWith === 'nothing' || calledWith === 'key')) {
    findings.warning('api-gateway-credentials', at, `\`${name}\` has the authorization \`AWS_IAM\`, but the target ${calledWith === 'key' ? 'sends only an API key' : 'has no credentials'}, so every call fails`, 'use the credentials `GATEWAY_IAM_ROLE`');
  } else if (apiKeyRequired === true && (calledWith === 'nothing' || calledWith === 'signature')) {
    findings.warning('api-gateway-credentials', at, `\`${name}\` requires an API key, but the target ${calledWith === 'signature' ? 'sends only signatures' : 'has no credentials'}, so every call fails`, 'use the credentials `API_KEY`');
  }
}

function reportUnused(methods: readonly ApiMethod[], filters: readonly PlacedFilter[], findings: Findings): void {
  if (!allKnown(methods)) return;
  for (const { filter, at, conclusive } of filters) {
    if (!conclusive || methods.some((method) => selects(filter, method))) continue;
    const { filterPath, methods: selected } = filter;
    const itself = filterPath.length > 2 && filterPath.endsWith('/*') ? ` (\`${shorten(filterPath)}\` does not select \`${shorten(filterPath.slice(0, -2))}\` itself)` : '';
    findings.warning('api-gateway-filter-matches-nothing', at, `the filter for ${codeList(selected)} on \`${shorten(filterPath)}\` selects no method of the API${itself}`, `correct the path or the methods; the API has ${listOf(methods)}`);
  }
}

interface Operation {
  readonly path: string;
  readonly method: string;
}

/** `/pets/*` selects the paths below `/pets`, but not `/pets`. `/*` selects all paths. Every method selects ANY. */
function selects({ filterPath, methods }: ApiToolFilter, operation: Operation): boolean {
  const onPath = filterPath.endsWith('/*') ? operation.path.startsWith(filterPath.slice(0, -1)) : filterPath === operation.path;
  return onPath && (isAny(operation) || methods.some((method) => method.toUpperCase() === operation.method.toUpperCase()));
}

function allKnown(methods: readonly ApiMethod[]): boolean {
  return !methods.some((method) => isUnresolved(nameOf(method)));
}

function listOf(methods: readonly ApiMethod[]): string {
  return shorten(codeList(methods.map(nameOf)), 300) || 'no methods';
}

function isAny({ method }: Operation): boolean {
  return method.toUpperCase() === 'ANY';
}

function nameOf({ method, path }: Operation): string {
  // Upper case would change a token.
  return `${isUnresolved(method) ? method : method.toUpperCase()} ${path}`;
}
