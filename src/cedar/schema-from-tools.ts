/**
 * Generates the Cedar schema that AgentCore derives from the tools of a gateway.
 *
 * The service does not publish the schema. This one follows the template of its open-source components, with the namespace
 * and the action groups in its documentation.
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

/** A target of a gateway and its tools. */
export interface ToolTarget {
  readonly name: string;
  /** `unknown` when the tools are unknown at synthesis. The arguments of a tool without a schema are unknown. */
  readonly tools: readonly Tool[] | 'unknown';
  /**
   * The kind of calls to the target, which determines their base action.
   *
   * @default 'tools' - MCP tools
   */
  readonly kind?: 'tools' | 'agent' | 'model';
  /**
   * The names of tools that are operations of HTTP APIs. Whether the service maps a body to one argument `body` or to one argument for each
   * of its fields is not documented.
   *
   * @default - none
   */
  readonly operations?: ReadonlySet<string>;
}

export interface SchemaOptions extends Partial<MappingOptions> {
  /** Whether `action ==` matches the action group of a target. Not documented. */
  readonly groupsApply?: boolean;
  /** Whether the search tool is an action. Not documented. */
  readonly searchApplies?: boolean;
  /** Whether operations of HTTP APIs also have an argument `body`. */
  readonly wrapsBodies?: boolean;
}

/** The action for a tool. */
export interface CedarAction {
  /** The id of `AgentCore::Action::"…"`: `<target>___<tool>`. */
  readonly id: string;
  readonly target: string;
  readonly tool: string;
  /** The type of `context.input`. */
  readonly input: CedarRecord;
  /** Whether the tool is an operation of an HTTP API. */
  readonly isOperation: boolean;
}

export interface SchemaDiagnostic {
  readonly id: MappingProblem['id'] | 'duplicate-tool' | 'schema-size';
  readonly severity: 'error' | 'warning';
  /** The action that has the problem. */
  readonly action?: string;
  readonly message: string;
}

export interface CedarSchema {
  /** The schema in JSON form, for the engine. */
  readonly schema: CedarSchemaJson;
  /** The schema as Cedar text. */
  readonly text: string;
  /** The actions of the tools, in the order of the targets. */
  readonly actions: readonly CedarAction[];
  /** The names of all targets, including those whose tools are unknown. */
  readonly targets: readonly string[];
  readonly unknownTargets: readonly string[];
  /** The ids of the actions of tools whose arguments are unknown. */
  readonly unknownArguments: readonly string[];
  readonly options: Required<SchemaOptions>;
  readonly diagnostics: readonly SchemaDiagnostic[];
}

export const PRINCIPAL_TYPES = ['OAuthUser', 'IamEntity', 'UnauthenticatedUser'] as const;

const RESOURCE_TYPE = 'Gateway';

/** The base action for each kind of target. */
const BASE_ACTION = { tools: 'CallTool', agent: 'InvokeAgent', model: 'InvokeLLM' } as const;

const TEXT = { type: 'EntityOrCommon', name: 'String' } as const;
const SYSTEM_CONTEXT = { type: 'EntityOrCommon', name: 'SystemContext' } as const;
const SEARCH_INPUT: SchemaRecord['attributes'] = { input: { type: 'Record', attributes: { query: TEXT } } };
const WITH_ID: SchemaRecord = { type: 'Record', attributes: { id: TEXT } };

/** Generates the schema for targets and their tools. Does not throw: schemas without a Cedar type are reported as diagnostics. */
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
  const unknownArguments = new Set<string>();
  // Not a plain object, because a target may be named `constructor`.
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
      if (actions.has(id) || unknownArguments.has(id)) {
        diagnostics.push({ id: 'duplicate-tool', severity: 'warning', action: id, message: `\`${id}\` exists twice; the schema contains the first one` });
        continue;
      }
      if (tool.inputSchema === undefined) {
        unknownArguments.add(id);
        schemaActions.set(id, unknownAction(target.name));
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
    unknownArguments: [...unknownArguments],
    options: settings,
    diagnostics: [...diagnostics, ...sizeDiagnostics(text)],
  };
}

/** Adds an argument `body` with all arguments as fields. Which of them the body really has does not matter for accepting a policy. */
function withBody(schema: Tool['inputSchema']): Tool['inputSchema'] {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: object; required?: readonly string[] };
  return { ...schema, properties: { body: { type: 'object', properties, required }, ...properties }, required: [...required, 'body'] };
}

/** The ids of an action and of all its groups. */
export function actionAncestors(schema: CedarSchemaJson, id: string): string[] {
  const parents = schema[NAMESPACE].actions[id]?.memberOf ?? [];
  return [id, ...parents.flatMap((parent) => actionAncestors(schema, parent.id))];
}

/** An action of a tool whose arguments are unknown, without an input type. */
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

/** Every action applies to all principal types, independent of the authorizer of the gateway. */
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
  const size = `the Cedar schema of these tools has about ${Math.round(bytes / 1024)} KB; a policy engine supports less than ${CEDAR_SCHEMA_BYTES / 1024} KB`;
  return [{
    id: 'schema-size',
    severity: bytes > CEDAR_SCHEMA_BYTES ? 'error' : 'warning',
    message: `${size}; reduce the number of tools, or use separate policy engines for the gateways`,
  }];
}
