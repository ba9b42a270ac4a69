import { checkedTools } from './checked-tools';
import type { PlacedTool } from './checked-tools';
import type { HttpOperation } from './http-operation';
import { describe, entriesOf, inside, isText, pointer } from './json';
import type { JsonObject } from './json';
import { parseJsonObject } from './json-text';
import { OpenApiFeatures } from './openapi-features';
import { operationInput } from './openapi-input';
import { listOperations, OpenApiOperation } from './openapi-operations';
import { References } from './openapi-references';
import { checkSecurity } from './openapi-security';
import { checkServers, firstServerUrl } from './openapi-servers';
import { Findings } from './schema-finding';
import type { ReadTools } from './tool';
import { readDescription } from './tool-description';

const OPENAPI = {
  name: 'OpenAPI document',
  otherSyntax: {
    pattern: /^\s*(---|#|openapi\s*:|swagger\s*:|info\s*:|["']?openapi["']?\s*:\s*["']?\d)/,
    fix: 'convert it to JSON: it looks like YAML, which the service is not documented to accept',
  },
};

/**
 * Reads an OpenAPI document as the service does for an OpenAPI target: every operation becomes a tool.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html
 */
export function readOpenApi(text: string): ReadTools {
  const findings = new Findings();
  const document = parseJsonObject(text, OPENAPI, findings);
  if (!document) return { tools: [], findings: findings.list };

  checkVersion(document, findings);
  checkServers(document, findings);
  const references = new References(document, findings);
  const features = new OpenApiFeatures(references, findings);
  features.checkDocument(document);

  const tools: PlacedTool[] = [];
  const operations = new Map<string, HttpOperation>();
  const server = firstServerUrl(inside({ value: document, at: '' }, 'servers'));
  const listed = listOperations(document, references, findings);
  checkSecurity(document, listed, references, findings);
  for (const operation of listed) {
    features.checkOperation(operation);
    const id = inside(operation.place, 'operationId');
    if (!isText(id.value)) {
      findings.error('openapi-missing-operation-id', operation.place.at, `\`${operation.name}\` has no \`operationId\`, which the service uses as the tool name`, 'add an `operationId`');
      continue;
    }
    const name = id.value;
    const description = [inside(operation.place, 'description'), inside(operation.place, 'summary')].map(({ value }) => value).find(isText);
    const { schema, ...request } = operationInput(name, operation, references, findings);
    tools.push({
      tool: { name, description: readDescription(description, name, operation.place.at, findings), inputSchema: schema },
      nameAt: id.at,
    });
    // Of several tools with the same name, the first.
    if (!operations.has(name)) operations.set(name, { ...requestLine(operation, references, server), ...request });
  }
  features.checkUnused(document);
  return { ...checkedTools(tools, findings), operations: Object.fromEntries(operations), ...server === undefined ? {} : { server } };
}

function requestLine(operation: OpenApiOperation, references: References, ofDocument: string | undefined): Pick<HttpOperation, 'method' | 'path' | 'server' | 'accept'> {
  const server = (operation.servers && firstServerUrl(operation.servers)) ?? ofDocument;
  const responses = inside(operation.place, 'responses');
  const accept = entriesOf(responses.value).flatMap(([status]) => {
    const response = references.follow(inside(responses, status));
    return response ? entriesOf(inside(response, 'content').value).map(([type]) => type) : [];
  });
  return { method: operation.method.toUpperCase(), path: operation.path, ...server === undefined ? {} : { server }, accept: [...new Set(accept)] };
}

function checkVersion(document: JsonObject, findings: Findings): void {
  const { openapi, swagger } = document;
  if (typeof openapi === 'string' && /^3\.[01]\.\d/.test(openapi)) return;
  const given = openapi === undefined && swagger !== undefined ? `the document is Swagger ${describe(swagger)}` : `\`openapi\` is ${describe(openapi)}`;
  findings.error('openapi-version', openapi === undefined ? '' : pointer('', 'openapi'), `${given}, but the service supports only OpenAPI 3.0 and 3.1`, 'convert the document, and set `openapi`, for example `"openapi": "3.0.3"`');
}
