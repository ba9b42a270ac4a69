/**
 * The Cedar schema that AgentCore derives from the tools of a gateway.
 *
 * The service does not publish the schema. This is the template its open-source components use, with the namespace and
 * the groups that its documentation shows in policies.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-schema-constraints.html
 */
import { NAMESPACE } from './cedar-type';
import type { CedarRecord } from './cedar-type';
import { JsonSchemaTypes, TypeNames } from './json-schema-type';
import type { MappingOptions, MappingProblem } from './json-schema-type';
import { SchemaTypes } from './schema-json';
import type { CedarSchemaJson, SchemaAction, SchemaRecord } from './schema-json';
import { schemaToText } from './schema-text';
import type { Tool } from '../schema/tool';
import { CEDAR_SCHEMA_BYTES, NEAR_LIMIT } from '../service/limits';
import { joinToolName, SEARCH_TOOL_NAME } from '../service/tool-name';

/** A target of a gateway and what it offers. */
export interface ToolTarget {
  readonly name: string;
  /** `unknown` when the tools are known only once the target runs. */
  readonly tools: readonly Tool[] | 'unknown';
  /**
   * What a call to the target is to the policy engine.
   *
   * @default 'tools' - MCP tools
   */
  readonly kind?: 'tools' | 'agent' | 'model';
  /**
   * Names of tools that are operations of HTTP APIs. Whether the fields of a body are arguments or fields of an argument `body` is not
   * documented.
   *
   * @default - none
   */
  readonly operations?: ReadonlySet<string>;
}

export interface SchemaOptions extends Partial<MappingOptions> {
  /** Whether a target's group can be named with `action ==`, which the documentation leaves open. */
  readonly groupsApply?: boolean;
  /** Whether the search tool of gateways is an action, about which nothing is documented. */
  readonly searchApplies?: boolean;
  /** Whether operations of HTTP APIs have an argument `body` too. */
  readonly wrapsBodies?: boolean;
}

/** A tool as policies name it. */
export interface CedarAction {
  /** `<target>___<tool>`, the id of `AgentCore::Action::"…"`. */
  readonly id: string;
  readonly target: string;
  readonly tool: string;
  /** The type of `context.input`. */
  readonly input: CedarRecord;
  /** True for an operation of an HTTP API. */
  readonly isOperation: boolean;
}

export interface SchemaDiagnostic {
  readonly id: MappingProblem['id'] | 'duplicate-tool' | 'schema-size';
  readonly severity: 'error' | 'warning';
  /** The tool it is about. */
  readonly action?: string;
  readonly message: string;
}

export interface CedarSchema {
  /** The schema as the engine takes it. */
  readonly schema: CedarSchemaJson;
  /** The schema as people read it. */
  readonly text: string;
  /** One per tool, in the order of the targets. */
  readonly actions: readonly CedarAction[];
  /** Names of all targets, also of those whose tools are unknown. */
  readonly targets: readonly string[];
  readonly unknownTargets: readonly string[];
  readonly options: Required<SchemaOptions>;
  readonly diagnostics: readonly SchemaDiagnostic[];
}

export const PRINCIPAL_TYPES = ['OAuthUser', 'IamEntity', 'UnauthenticatedUser'] as const;

const RESOURCE_TYPE = 'Gateway';

/** Which base action the targets of a kind are members of. */
const BASE_ACTION = { tools: 'CallTool', agent: 'InvokeAgent', model: 'InvokeLLM' } as const;

const TEXT = { type: 'EntityOrCommon', name: 'String' } as const;
const SYSTEM_CONTEXT = { type: 'EntityOrCommon', name: 'SystemContext' } as const;
const SEARCH_INPUT: SchemaRecord['attributes'] = { input: { type: 'Record', attributes: { query: TEXT } } };
const WITH_ID: SchemaRecord = { type: 'Record', attributes: { id: TEXT } };

/** Derives the schema from targets and their tools. Never throws: what has no Cedar form is in the diagnostics. */
export function toolsToCedarSchema(targets: readonly ToolTarget[], options: SchemaOptions = {}): CedarSchema {
  const settings: Required<SchemaOptions> = {
    enums: options.enums ?? 'entity',
    formats: options.formats ?? 'typed',
    groupsApply: options.groupsApply ?? false,
    searchApplies: options.searchApplies ?? false,
    wrapsBodies: options.wrapsBodies ?? false,
  };
  const names = new TypeNames();
  const types = new SchemaTypes();
  const diagnostics: SchemaDiagnostic[] = [];
  const actions = new Map<string, CedarAction>();
  // No plain object: a target may well be called `constructor`.
  const schemaActions = new Map<string, SchemaAction>(Object.entries(baseActions()));
  if (settings.searchApplies) schemaActions.set(SEARCH_TOOL_NAME, { memberOf: [{ id: BASE_ACTION.tools }], ...appliesTo(SEARCH_INPUT) });

  for (const target of targets) {
    const base = BASE_ACTION[target.kind ?? 'tools'];
    if (!schemaActions.has(target.name)) {
      schemaActions.set(target.name, settings.groupsApply
        ? { memberOf: [{ id: base }], ...appliesTo({}) }
        : { memberOf: [{ id: base }], appliesTo: { principalTypes: [], resourceTypes: [] } });
    }
    for (const tool of target.tools === 'unknown' ? [] : target.tools) {
      const id = joinToolName(target.name, tool.name);
      if (actions.has(id)) {
        diagnostics.push({ id: 'duplicate-tool', severity: 'warning', action: id, message: `\`${id}\` is offered twice; policies see the first` });
        continue;
      }
      const isOperation = target.operations?.has(tool.name) ?? false;
      const inputSchema = isOperation && settings.wrapsBodies ? withBody(tool.inputSchema) : tool.inputSchema;
      const mapping = new JsonSchemaTypes(inputSchema, `${id}_Input`, names, settings);
      const input = mapping.arguments(names.claim(`${id}Input`));
      for (const type of mapping.definedTypes()) types.reference(type);
      actions.set(id, { id, target: target.name, tool: tool.name, input, isOperation });
      schemaActions.set(id, { memberOf: [{ id: target.name }], ...appliesTo({ input: types.reference(input) }) });
      for (const problem of mapping.problems) {
        diagnostics.push({ id: problem.id, severity: 'warning', action: id, message: `tool \`${id}\`: ${problem.message}` });
      }
    }
  }

  const schema: CedarSchemaJson = {
    [NAMESPACE]: {
      commonTypes: { SystemContext: { type: 'Record', attributes: { now: { type: 'EntityOrCommon', name: 'datetime' } } }, ...types.commonTypes },
      entityTypes: {
        OAuthUser: { shape: WITH_ID, tags: TEXT },
        IamEntity: { shape: WITH_ID },
        UnauthenticatedUser: {},
        Gateway: {},
        ...types.entityTypes,
      },
      actions: Object.fromEntries(schemaActions),
    },
  };
  const text = schemaToText(schema);
  return {
    schema,
    text,
    actions: [...actions.values()],
    targets: targets.map(({ name }) => name),
    unknownTargets: targets.filter(({ tools }) => tools === 'unknown').map(({ name }) => name),
    options: settings,
    diagnostics: [...diagnostics, ...sizeDiagnostics(text)],
  };
}

/** The arguments, and all of them once more as fields of `body`: which of them are in the body does not matter to accept a policy. */
function withBody(schema: Tool['inputSchema']): Tool['inputSchema'] {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: object; required?: readonly string[] };
  return { ...schema, properties: { body: { type: 'object', properties, required }, ...properties }, required: [...required, 'body'] };
}

/** The ids of the action and of everything it is a member of. */
export function actionAncestors(schema: CedarSchemaJson, id: string): string[] {
  const parents = schema[NAMESPACE].actions[id]?.memberOf ?? [];
  return [id, ...parents.flatMap((parent) => actionAncestors(schema, parent.id))];
}

/** An action of a target whose tools are unknown: it exists, and nothing is known about its input. */
export function unknownAction(target: string): SchemaAction {
  return { memberOf: [{ id: target }], ...appliesTo({}) };
}

function baseActions(): Record<string, SchemaAction> {
  const none = { principalTypes: [], resourceTypes: [] };
  const openInput = { input: { type: 'Record', attributes: {}, required: false } } as const;
  return {
    Mcp: { appliesTo: none },
    Http: { appliesTo: none },
    CallTool: { memberOf: [{ id: 'Mcp' }], ...appliesTo({}) },
    UnknownTool: { memberOf: [{ id: 'CallTool' }], ...appliesTo({}) },
    InvokeAgent: { memberOf: [{ id: 'Http' }], ...appliesTo(openInput) },
    InvokeLLM: { memberOf: [{ id: 'Http' }], ...appliesTo(openInput) },
  };
}

/** All principals appear in every action, whatever the gateway's authorizer. */
function appliesTo(context: SchemaRecord['attributes']): Pick<SchemaAction, 'appliesTo'> {
  return {
    appliesTo: {
      principalTypes: PRINCIPAL_TYPES,
      resourceTypes: [RESOURCE_TYPE],
      context: { type: 'Record', attributes: { ...context, system: SYSTEM_CONTEXT } },
    },
  };
}

function sizeDiagnostics(text: string): SchemaDiagnostic[] {
  const bytes = Buffer.byteLength(text);
  if (bytes <= CEDAR_SCHEMA_BYTES * NEAR_LIMIT) return [];
  const size = `the Cedar schema of these tools has about ${Math.round(bytes / 1024)} KB; a policy engine takes less than ${CEDAR_SCHEMA_BYTES / 1024} KB`;
  return [{
    id: 'schema-size',
    severity: bytes > CEDAR_SCHEMA_BYTES ? 'error' : 'warning',
    message: `${size}; offer fewer tools, or give some gateways a policy engine of their own`,
  }];
}
