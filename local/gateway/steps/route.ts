import type { CatalogueItem } from '../catalogue';
import type { RequestContext } from '../context';
import type { GatewayTarget } from '../gateway-target';
import { contextFor } from './onward';
import { splitToolName } from '../../../src/service/tool-name';
import { invalidParams, RpcError, unknownTool } from '../mcp/errors';
import { NAMED_BY } from '../mcp/versions';

/** Where a request goes. */
export interface Route {
  readonly owner: GatewayTarget;
  /** As the client wrote it. */
  readonly name: string;
  /** As the target calls it. */
  readonly ownName: string;
  readonly item?: CatalogueItem;
}

/** @throws RpcError when no target has it */
export async function route(context: RequestContext): Promise<Route> {
  const { request: { method, params }, gateway: { targets, tasks } } = context;
  const name = params[NAMED_BY[method]];
  if (typeof name !== 'string') throw invalidParams(`Invalid params: ${NAMED_BY[method]} is missing`);
  if (method.startsWith('tasks/')) {
    const owner = tasks.get(name);
    if (!owner) throw invalidParams(`Unknown task: ${name}`);
    return { owner, name, ownName: name };
  }
  if (method === 'resources/read') return resource(context, name);
  const split = splitToolName(name);
  const owner = split && targets.find(({ snapshot }) => snapshot.name === split.target);
  if (!owner) throw notThere(method, name);
  const item = await find(context, method === 'prompts/get' ? 'prompts' : 'tools', name, owner);
  return { owner, name, ownName: split.tool, ...item ? { item } : {} };
}

/** Of a target that lists nothing now the request is tried all the same: its failure says more. */
async function find(context: RequestContext, kind: 'tools' | 'prompts', name: string, owner: GatewayTarget): Promise<CatalogueItem | undefined> {
  const { catalogue } = context.gateway;
  const known = catalogue.known(kind, name);
  if (known || owner.snapshot.dynamic) return known;
  await catalogue.items(kind, contextFor(context));
  const found = catalogue.known(kind, name);
  if (!found && catalogue.failureOf(owner, kind) === undefined) throw notThere(context.request.method, name);
  return found;
}

async function resource(context: RequestContext, uri: string): Promise<Route> {
  const { catalogue } = context.gateway;
  if (!catalogue.known('resources', uri)) await catalogue.items('resources', contextFor(context));
  const item = catalogue.known('resources', uri);
  if (item) return { owner: item.owner, name: uri, ownName: uri, item };
  const template = (await catalogue.items('resourceTemplates', contextFor(context))).find(({ name }) => matches(name, uri));
  if (!template) throw new RpcError(-32602, `Resource not found: ${uri}`, 200, { uri });
  return { owner: template.owner, name: uri, ownName: uri };
}

/** Whether a URI can come from a template such as `file://{path}`. */
function matches(template: string, uri: string): boolean {
  const pattern = template.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`, 's').test(uri);
}

function notThere(method: string, name: string): RpcError {
  return method === 'prompts/get' ? invalidParams(`Unknown prompt: ${name}`) : unknownTool(name);
}
