import type { Resource } from './gateway-model';
import { LoadContext, record } from './load-context';
import { isList, isRecord, property, Resolved, ResolvedRecord, textOf } from './value';
import type { JsonObject } from '../json';
import { REST_API } from '../service/resource-types';

/*
 * REST APIs in the form of their OpenAPI export, from which the service reads the input schemas of tools.
 */

const MODEL = 'AWS::ApiGateway::Model';
const PLACES: Readonly<Record<string, string>> = { querystring: 'query', header: 'header', path: 'path' };

/** The operation of a method, which CloudFormation describes by `RequestParameters` and `RequestModels`. */
export function exportedMethod(context: LoadContext, path: string, properties: ResolvedRecord): JsonObject {
  const inPath = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => parameter(name, 'path', true));
  const declared = Object.entries(record(property(properties, 'RequestParameters'))).flatMap(([key, required]) => {
    const [, place, name] = /^method\.request\.(querystring|header|path)\.(.+)$/.exec(key) ?? [];
    return place === undefined || place === 'path' ? [] : [parameter(name, PLACES[place], required === true || required === 'true')];
  });
  const content = Object.fromEntries(Object.entries(record(property(properties, 'RequestModels'))).map(([type, model]) => [type, { schema: { $ref: `#/components/schemas/${modelName(context, model)}` } }]));
  return { parameters: [...inPath, ...declared], ...Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {} };
}

function parameter(name: string, place: string, required: boolean): JsonObject {
  return { name, in: place, required, schema: { type: 'string' } };
}

/** The operation of an OpenAPI document that defines the API; one of Swagger 2.0 in the form of OpenAPI 3. */
export function exportedOperation(pathItem: ResolvedRecord, operation: ResolvedRecord): JsonObject {
  const written = [pathItem.parameters, operation.parameters].flatMap((list) => isList(list) ? list : []);
  const body = written.find((one) => property(one, 'in') === 'body');
  const fields = written.filter((one) => property(one, 'in') === 'formData');
  const parameters = written.filter((one) => one !== body && !fields.includes(one)).map((one) => {
    if (!isRecord(one) || one.$ref !== undefined || one.schema !== undefined || one.content !== undefined) return one;
    const { collectionFormat, description, in: place, name, required, ...schema } = one;
    return { name, in: place, ...required === undefined ? {} : { required }, ...description === undefined ? {} : { description }, explode: collectionFormat === 'multi', schema };
  });
  if (body) return { parameters, requestBody: { required: property(body, 'required') === true, content: { 'application/json': { schema: property(body, 'schema') } } } };
  if (fields.length > 0) return { parameters, requestBody: { content: { 'application/x-www-form-urlencoded': { schema: formSchema(fields) } } } };
  return { parameters, ...operation.requestBody === undefined ? {} : { requestBody: operation.requestBody } };
}

function formSchema(fields: readonly Resolved[]): JsonObject {
  const properties = fields.map(record).map(({ in: _, name, required: __, ...schema }) => [String(name), schema] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** What the operations refer to: the models of the API, and the definitions of its document. */
export function exportedDefinitions(context: LoadContext, api: Resource): JsonObject {
  const body = record(property(api.properties, 'Body'));
  const models = context.ofType(MODEL).filter(({ properties }) => context.link(property(properties, 'RestApiId'), REST_API)?.address === api.address);
  const schemas = Object.fromEntries(models.map((model) => [nameOf(model), withReferences(context, property(model.properties, 'Schema') ?? {})]));
  const components = record(body.components);
  return {
    components: { ...components, schemas: { Empty: {}, Error: { type: 'object', properties: { message: { type: 'string' } } }, ...record(components.schemas), ...schemas } },
    definitions: record(body.definitions),
    parameters: record(body.parameters),
  };
}

/** References between models are URLs: `https://apigateway.amazonaws.com/restapis/<API>/models/<model>`. */
function withReferences(context: LoadContext, schema: Resolved): Resolved {
  if (isList(schema)) return schema.map((item) => withReferences(context, item));
  if (!isRecord(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => {
    const isModel = key === '$ref' && typeof value === 'string' && /\/models\//.test(value);
    return [key, isModel ? `#/components/schemas/${modelName(context, value.slice(value.lastIndexOf('/models/') + '/models/'.length))}` : withReferences(context, value)];
  }));
}

/** The name of a model, from a reference to it or from its name. */
function modelName(context: LoadContext, value: Resolved): string {
  const [model] = context.mentioned(value, MODEL);
  return model ? nameOf(model) : textOf(value)?.text ?? 'Empty';
}

function nameOf({ logicalId, properties }: Resource): string {
  const name = textOf(property(properties, 'Name'));
  return name?.known ? name.text : logicalId;
}
