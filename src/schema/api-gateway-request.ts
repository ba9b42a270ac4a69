import type { HttpOperation } from './http-operation';
import type { JsonObject } from './json';
import { operationInput } from './openapi-input';
import { listOperations } from './openapi-operations';
import { References } from './openapi-references';
import { Findings } from './schema-finding';
import type { JsonSchema } from './tool';

/** A method as API Gateway exports it. */
export interface ExportedMethod {
  readonly path: string;
  readonly method: string;
  /** The OpenAPI operation: parameters and body. */
  readonly operation: JsonObject;
}

interface MethodRequest {
  readonly inputSchema: JsonSchema;
  readonly request: HttpOperation;
}

/**
 * The arguments and the request of the tool for a method: those of its operation in the export of the API.
 *
 * Problems are not reported: the document belongs to API Gateway, which writes it.
 *
 * @param definitions what operations refer to: `components`, and `definitions` of Swagger 2.0
 */
export function methodRequest(tool: string, { method, operation, path }: ExportedMethod, definitions: JsonObject): MethodRequest | undefined {
  const findings = new Findings();
  const document = { ...definitions, paths: { [path]: { [method.toLowerCase()]: operation } } };
  const references = new References(document, findings);
  const [found] = listOperations(document, references, findings);
  if (!found) return undefined;
  const { schema, ...request } = operationInput(tool, found, references, findings);
  return { inputSchema: schema, request: { method: method.toUpperCase(), path, accept: ['application/json'], ...request } };
}
