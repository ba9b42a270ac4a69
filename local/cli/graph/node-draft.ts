import { runtimeInboundLabel } from './auth-labels';
import type { Names } from './names';
import type { NodeKind, PictureNode } from './picture';
import type { GatewayModel, Resource, Runtime } from '../../../src/model/gateway-model';
import type { Address } from '../../../src/model/source';
import { property, textOf } from '../../../src/model/value';
import { FUNCTION_TYPES, FUNCTION_URL } from '../../../src/service/resource-types';

/** A node before its targets and findings are added. */
export type NodeDraft = Pick<PictureNode, 'id' | 'kind' | 'title' | 'subtitle'> & Partial<Pick<PictureNode, 'stack' | 'path' | 'facts'>>;

/** The node of a resource in the app. */
export function resourceNode(model: GatewayModel, address: Address, names: Names): NodeDraft {
  const resource = model.resources[address];
  const runtime = model.runtimes.find((candidate) => candidate.address === address);
  const stack = names.stackOf(address);
  const [kind, subtitle] = kindOf(resource, runtime);
  return { id: address, kind, title: names.titleOf(resource), subtitle, path: resource.path, ...stack === undefined ? {} : { stack } };
}

/** Every runtime that is not an MCP server is an agent. */
const AGENT_PROTOCOLS: Readonly<Record<string, string>> = { A2A: 'Agent (A2A)', AGUI: 'Agent (AG-UI)' };

const URL_AUTH: Readonly<Record<string, string>> = { AWS_IAM: 'AWS IAM', NONE: 'no authorization' };

function kindOf({ properties, type }: Resource, runtime: Runtime | undefined): readonly [NodeKind, string] {
  if (runtime) {
    const auth = runtimeInboundLabel(runtime);
    const protocol = runtime.protocol?.text ?? '';
    return protocol === 'MCP' ? ['mcpServer', `MCP server · ${auth}`] : ['agent', `${AGENT_PROTOCOLS[protocol] ?? 'Agent'} · ${auth}`];
  }
  if (FUNCTION_TYPES.includes(type)) return ['function', 'Lambda function'];
  if (type === FUNCTION_URL) return ['function', `Lambda function URL · ${URL_AUTH[textOf(property(properties, 'AuthType'))?.text ?? ''] ?? 'unknown'}`];
  if (type.startsWith('AWS::ApiGateway')) return ['api', 'API Gateway'];
  if (type.startsWith('AWS::IAM::')) return ['caller', 'IAM role'];
  return ['service', type.replace('AWS::', '').replaceAll('::', ' ')];
}
