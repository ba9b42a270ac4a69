/** Runs the open-source generator that the AgentCore documentation refers to, with the settings that reproduce its tables. */
import { generateSchema } from '@cedar-policy/mcp-schema-generator-wasm';
import type { Tool } from '../../src/schema/tool';

const STUB = `
namespace AgentCore {
  @mcp_principal entity OAuthUser { id: String } tags String;
  @mcp_principal entity IamEntity { id: String };
  @mcp_principal entity UnauthenticatedUser;
  @mcp_resource entity Gateway;
  @mcp_context("system") type SystemContext = { now: datetime };
  action Mcp, Http;
  @mcp_action action CallTool in [Mcp] appliesTo {
    principal: [OAuthUser, IamEntity, UnauthenticatedUser], resource: [Gateway], context: { system: SystemContext }
  };
  action UnknownTool in [CallTool] appliesTo {
    principal: [OAuthUser, IamEntity, UnauthenticatedUser], resource: [Gateway], context: { system: SystemContext }
  };
  action InvokeAgent, InvokeLLM in [Http] appliesTo {
    principal: [OAuthUser, IamEntity, UnauthenticatedUser], resource: [Gateway], context: { input?: {}, system: SystemContext }
  };
}`;

const SETTINGS = JSON.stringify({ numbersAsDecimal: true, objectsAsRecords: true, flattenNamespaces: true });

/** The names of tools must include the target name. */
export function officialSchema(tools: readonly Tool[]): { readonly schema?: any; readonly refusal?: string } {
  const answer = JSON.parse(generateSchema(STUB, JSON.stringify(tools), SETTINGS));
  return answer.isOk ? { schema: JSON.parse(answer.schemaJson) } : { refusal: answer.error };
}

/**
 * Both schemas in one form: names without the namespace, lists sorted, and without the groups of the targets, which the
 * generator leaves to its caller.
 */
export function comparable(schema: any): unknown {
  const { commonTypes, entityTypes, actions } = normalize(schema).AgentCore;
  const withContext = Object.entries<any>(actions).filter(([, action]) => action.appliesTo?.context);
  return {
    types: { ...commonTypes, ...entityTypes },
    actions: Object.fromEntries(withContext.map(([id, action]) => [id, action.appliesTo])),
  };
}

function normalize(value: any): any {
  if (Array.isArray(value)) return value.map(normalize).sort();
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value.replace(/^AgentCore::/, '') : value;
  const kinds = ['Set', 'Record', 'Entity', 'EntityOrCommon'];
  // `{ type: X }` and `{ type: EntityOrCommon, name: X }` are two ways to write a reference.
  if (typeof value.type === 'string' && !kinds.includes(value.type)) return { ...normalize({ ...value, type: 'EntityOrCommon' }), name: normalize(value.type) };
  const kept = Object.entries(value).filter(([key]) => key !== 'memberOfTypes' && key !== 'additionalAttributes' && key !== 'annotations');
  // A name can be an entity or a common type. The named type itself is compared separately.
  if (value.type === 'Entity') return normalize({ ...value, type: 'EntityOrCommon' });
  // The order matters only for enum values.
  return Object.fromEntries(kept.map(([key, part]) => [key, key === 'enum' ? part : normalize(part)]));
}
