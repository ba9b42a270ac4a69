import { findAsset } from './assets';
import type { Destination, Resource, SchemaLocation, Target, ToolList, ToolOrigin } from './gateway-model';
import { parseJson } from './json-with-placeholders';
import { LoadContext } from './load-context';
import { methodsOf } from './load-rest-apis';
import { DROPPED_KEYWORDS_METADATA_KEY, TOOLS_METADATA_KEY } from './metadata-keys';
import { exportedDefinitions } from './rest-api-export';
import { UnresolvedTexts } from './unresolved-text';
import { isKnown, isList, isRecord, listOf, property, Resolved, ResolvedRecord, Text, textOf, textsOf } from './value';
import type { Finding } from '../findings/finding';
import { readApiGatewayTools } from '../schema/api-gateway';
import { DroppedKeywords, readInlineTools } from '../schema/inline-tools';
import { describe } from '../schema/json';
import { readMcpTools } from '../schema/mcp-tools';
import { readOpenApi } from '../schema/openapi';
import { METHODS } from '../schema/openapi-operations';
import { RequiredSecurity, requiredSecurity } from '../schema/openapi-security';
import { Findings } from '../schema/schema-finding';
import { readServiceActions, readSmithy } from '../schema/smithy';
import type { ServiceActions } from '../schema/smithy-actions';
import type { ReadTools } from '../schema/tool';
import { readToolDefinitions } from '../schema/tool-definitions';
import { WEB_SEARCH, WEB_SEARCH_TOOL } from '../service/connectors';

/** The parts of a target that determine its tools. */
interface ToolSource {
  readonly resource: Resource;
  readonly kind: Target['kind'];
  readonly protocol: Target['protocol'];
  readonly configuration: ResolvedRecord;
  readonly pointsTo: Destination;
}

interface ToolsAndSchema {
  readonly tools: ToolList;
  readonly schema?: SchemaLocation;
  /** The server URL of an OpenAPI document. */
  readonly server?: Text;
  readonly serviceActions?: ServiceActions;
  /** What the operations of an OpenAPI document require of requests. */
  readonly apiSecurity?: readonly RequiredSecurity[];
}

/** The tools of a target, from the source for its kind. */
export function toolsOf(context: LoadContext, source: ToolSource): ToolsAndSchema {
  const { configuration, kind, protocol, resource } = source;
  switch (kind) {
    case 'lambda': return fromSchema(context, resource, property(configuration, 'ToolSchema'), 'toolSchema');
    case 'openApi': return fromSchema(context, resource, configuration, 'openApi');
    case 'smithy': return fromSchema(context, resource, configuration, 'smithy');
    case 'apiGateway': return { tools: apiGatewayTools(context, source) };
    case 'mcpServer': return mcpServerTools(context, source);
    case 'connector': return { tools: toolsInMetadata(resource) ?? connectorTools(configuration) };
    case 'runtime':
    case 'passthrough': return { ...httpSchema(context, resource, configuration), tools: { is: 'none' } };
    case 'httpConnector':
    case 'inferenceProvider':
    case 'inferenceConnector': return { tools: { is: 'none' } };
    case 'unknown': return { tools: protocol === 'http' || protocol === 'inference' ? { is: 'none' } : unknown('the configuration of the target is unknown') };
  }
}

/** The tools of an MCP server in the `Metadata` of the target or the runtime. */
export function toolsInMetadata(resource: Resource): ToolList | undefined {
  const written = property(resource.metadata, TOOLS_METADATA_KEY);
  if (written === undefined) return undefined;
  const file = textOf(property(written, 'file'))?.text;
  const tools = property(written, 'tools');
  if (!isList(tools)) return unknown(`tools file ${file ?? ''} did not exist at synthesis; run \`agentcore-gateway tools --refresh\` to create it`);
  return readWith(JSON.stringify(tools), readMcpTools, { kind: 'metadata', ...file === undefined ? {} : { file } });
}

function mcpServerTools(context: LoadContext, { configuration, pointsTo, resource }: ToolSource): ToolsAndSchema {
  const schema = property(configuration, 'McpToolSchema');
  // With a static schema, the gateway does not list the tools of the server.
  if (schema !== undefined) return fromSchema(context, resource, schema, 'mcpToolSchema');
  const server = pointsTo.address === undefined ? undefined : context.resources[pointsTo.address];
  const written = toolsInMetadata(resource) ?? (server && toolsInMetadata(server));
  if (written) return { tools: written };
  if (pointsTo.kind === 'gateway' && pointsTo.address !== undefined) return { tools: { is: 'through', gateway: pointsTo.address } };
  return { tools: unknown('the gateway lists the tools of the MCP server at deployment') };
}

/** The names of the tools of a connector. The service defines their arguments. */
function connectorTools(configuration: ResolvedRecord): ToolList {
  const id = textOf(property(configuration, 'Source', 'ConnectorId'));
  const configured = listOf(property(configuration, 'Configurations'), (one) => {
    const name = textOf(property(one, 'Name'));
    return name && { name: name.text, description: textOf(property(one, 'Description'))?.text };
  });
  const enabled = textsOf(property(configuration, 'Enabled'));
  const isListed = enabled.items.length > 0 || !enabled.known;
  const names = isListed ? enabled.items.map(({ text }) => text) : id?.text === WEB_SEARCH ? [WEB_SEARCH_TOOL] : configured.items.map(({ name }) => name);
  const complete = isListed ? enabled.known : id?.text === WEB_SEARCH;
  if (names.length === 0) return unknown('the tools of a connector are unknown until deployment');
  const tools = [...new Set(names)].map((name) => {
    const description = configured.items.find((one) => one.name === name)?.description;
    return { name, ...description === undefined ? {} : { description } };
  });
  return { is: 'known', tools, complete, from: { kind: 'connector' }, findings: [] };
}

function apiGatewayTools(context: LoadContext, { configuration, pointsTo, resource }: ToolSource): ToolList {
  const api = pointsTo.address === undefined ? undefined : context.resources[pointsTo.address];
  const methods = api && methodsOf(context, api.address);
  const isUnresolved = (value: Resolved | undefined) => typeof value === 'string' && !isKnown(value);
  const toolConfiguration = property(configuration, 'ApiGatewayToolConfiguration');
  const unclear = isUnresolved(toolConfiguration) || isUnresolved(property(resource.properties, 'TargetConfiguration', 'Mcp', 'ApiGateway'));
  const filters = listOf(property(toolConfiguration, 'ToolFilters'), (filter) => isUnresolved(filter) ? undefined : {
    filterPath: textOf(property(filter, 'FilterPath'))?.text ?? '',
    methods: textsOf(property(filter, 'Methods')),
  });
  const overrides = listOf(property(toolConfiguration, 'ToolOverrides'), (override) => {
    if (isUnresolved(override)) return undefined;
    const text = (key: string) => textOf(property(override, key))?.text;
    return { path: text('Path') ?? '', method: text('Method') ?? '', name: text('Name') ?? '', description: text('Description') };
  });
  if (unclear || !filters.known || !overrides.known || filters.items.some((filter) => !filter.methods.known)) {
    return unknown('the methods of the API that become tools are unresolved until deployment');
  }
  const read = readWith(JSON.stringify({
    methods,
    definitions: api && exportedDefinitions(context, api),
    toolFilters: filters.items.map(({ filterPath, methods: selected }) => ({ filterPath, methods: selected.items.map(({ text }) => text) })),
    toolOverrides: overrides.items,
    calledWith: calledWith(property(resource.properties, 'CredentialProviderConfigurations')),
  }), (text) => readApiGatewayTools(JSON.parse(text) as Parameters<typeof readApiGatewayTools>[0]), { kind: 'apiGateway' });
  if (methods || read.is !== 'known') return read;
  return read.tools.length > 0 ? { ...read, complete: false } : unknown('the methods of the API are not in the app', read.findings);
}

/** How a target with these credentials calls an API; undefined if unresolved until deployment. */
function calledWith(credentials: Resolved | undefined): 'nothing' | 'signature' | 'key' | undefined {
  const types = listOf(credentials, (credential) => textOf(property(credential, 'CredentialProviderType')));
  if (!types.known || types.items.length > 1) return undefined;
  const [type] = types.items;
  if (!type) return 'nothing';
  return type.text === 'GATEWAY_IAM_ROLE' ? 'signature' : type.text === 'API_KEY' ? 'key' : undefined;
}

type SchemaKind = 'toolSchema' | 'openApi' | 'smithy' | 'mcpToolSchema';

const READERS: Readonly<Record<SchemaKind, (text: string) => ReadTools>> = {
  toolSchema: readToolSchema,
  openApi: readOpenApi,
  smithy: readSmithy,
  mcpToolSchema: readMcpTools,
};

function readToolSchema(text: string): ReadTools {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const findings = new Findings();
    findings.error('document-not-json', '', `the tool definitions are not JSON: ${(error as Error).message}`, 'write JSON');
    return { tools: [], findings: findings.list };
  }
  return readToolDefinitions(document);
}

/** A schema is in the template or in S3. */
function fromSchema(context: LoadContext, resource: Resource, schema: Resolved | undefined, kind: SchemaKind): ToolsAndSchema {
  const inline = property(schema, 'InlinePayload');
  if (inline !== undefined) {
    // The tools of a Lambda target are template properties. Other schemas are documents in a text.
    const text = typeof inline === 'string' ? inline : JSON.stringify(inline);
    const misplaced = misplacedIn(inline, kind);
    if (misplaced) return { schema: { in: 'template', bytes: Buffer.byteLength(text) }, tools: unknown(misplaced.message, [misplaced]) };
    const read = typeof inline === 'string' ? READERS[kind] : (json: string) => readInlineTools(JSON.parse(json), droppedKeywordsOf(resource));
    return { schema: { in: 'template', bytes: Buffer.byteLength(text) }, ...readDocument(text, read, { kind }) };
  }
  const s3 = property(schema, 'S3');
  if (!isRecord(s3)) return { schema: { in: 'unknown' }, tools: unknown('the schema of the target is unresolved until deployment') };
  const uri = textOf(property(s3, 'Uri'));
  const asset = uri && findAsset(context, resource.stack, uri.text, 'file');
  const bucketOwner = textOf(property(s3, 'BucketOwnerAccountId'));
  const location: SchemaLocation = { in: 's3', ...uri ? { uri } : {}, ...bucketOwner ? { bucketOwner } : {}, ...asset ? { file: asset.path } : {} };
  const text = asset && !asset.isOutside ? context.source.readFile?.(asset.path) : undefined;
  if (asset?.isOutside) return { schema: location, tools: unknown(`the asset of the schema is outside the folder of the assembly, so it is not read: ${asset.path}`) };
  if (!asset) return { schema: location, tools: unknown(`the schema in S3 is not an asset of the app: ${uri?.text ?? 'there is no URI'}`) };
  if (text === undefined) return { schema: location, tools: unknown(`the asset of the schema does not exist: ${asset.path}`) };
  return { schema: location, ...readDocument(text, READERS[kind], { kind, file: asset.path }) };
}

/** The API schema of an HTTP target has no tools: guardrails read requests with it. */
function httpSchema(context: LoadContext, resource: Resource, configuration: ResolvedRecord): Pick<ToolsAndSchema, 'schema'> {
  const source = property(configuration, 'Schema', 'Source');
  if (source === undefined) return {};
  const { schema } = fromSchema(context, resource, source, 'openApi');
  return schema ? { schema } : {};
}

/** The names of the schemas in messages. */
const SCHEMA_NAMES: Readonly<Record<SchemaKind, string>> = {
  toolSchema: 'tool definitions', openApi: 'OpenAPI document', smithy: 'Smithy model', mcpToolSchema: 'MCP tool list',
};

/** CloudFormation takes tool definitions as a list, and every other schema as a text. */
function misplacedIn(inline: Resolved, kind: SchemaKind): Finding | undefined {
  const name = SCHEMA_NAMES[kind];
  const findings = new Findings();
  if (kind !== 'toolSchema' && typeof inline !== 'string') {
    findings.error('document-not-a-text', '', `the ${name} is ${describe(inline)} in the template, but \`InlinePayload\` must be a text`, 'write the document as JSON text, for example with `Fn::ToJsonString`');
  }
  if (kind === 'toolSchema' && typeof inline === 'string' && isKnown(inline)) {
    findings.error('document-not-a-list', '', `the ${name} are a text in the template, but \`InlinePayload\` must be a list`, 'write a list of tools with `Name`, `Description` and `InputSchema`');
  }
  return findings.list[0];
}

function droppedKeywordsOf({ metadata }: Resource): DroppedKeywords {
  const dropped = property(metadata, DROPPED_KEYWORDS_METADATA_KEY);
  return isRecord(dropped) ? dropped : {};
}

function readWith(text: string, read: (text: string) => ReadTools, from: ToolOrigin): ToolList {
  return readDocument(text, read, from).tools;
}

function readDocument(text: string, read: (text: string) => ReadTools, from: ToolOrigin): Omit<ToolsAndSchema, 'schema'> {
  if (text.trim() === '' || (!isKnown(text) && !/^\s*[[{]/.test(text))) return { tools: unknown('the schema of the target is unresolved until deployment') };
  const unresolved = new UnresolvedTexts();
  const { tools, findings, operations, server } = unresolved.restore(read(unresolved.hideIn(text)));
  const error = findings.find(({ severity }) => severity === 'error');
  const url = textOf(server);
  const serviceActions = from.kind === 'smithy' && isKnown(text) ? readServiceActions(text) : undefined;
  const apiSecurity = from.kind === 'openApi' ? requiredSecurity(parseJson(text), METHODS) : [];
  const place = { ...url ? { server: url } : {}, ...serviceActions ? { serviceActions } : {}, ...apiSecurity.length > 0 ? { apiSecurity } : {} };
  if (tools.length === 0 && error) return { tools: unknown(error.message, findings), ...place };
  const complete = !findings.some(({ severity }) => severity === 'info');
  return { tools: { is: 'known', tools, complete, from, findings, ...operations ? { operations } : {} }, ...place };
}

function unknown(reason: string, findings: ReadTools['findings'] = []): ToolList {
  return { is: 'unknown', reason, findings };
}
