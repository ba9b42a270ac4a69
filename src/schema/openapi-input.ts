import type { FormEncoding, HttpBody, HttpParameter } from './http-operation';
import { entriesOf, inside, isObject, isText, itemsOf, own, pointer, shorten } from './json';
import type { Place } from './json';
import type { OpenApiOperation } from './openapi-operations';
import type { References } from './openapi-references';
import { SchemaBudget } from './schema-budget';
import type { Findings } from './schema-finding';
import { mapSubschemas } from './subschemas';
import type { JsonSchema } from './tool';

/** Headers that an OpenAPI document cannot define: the specification requires ignoring them. */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];

/** The arguments of a tool, and where each is in the request. */
interface OperationInput {
  readonly schema: JsonSchema;
  readonly parameters: readonly HttpParameter[];
  readonly body?: HttpBody;
}

/**
 * The arguments of the tool for an operation.
 *
 * How the service maps an operation to a schema is not documented. This mapping assumes one property for each parameter and
 * for each property of the body. A body that is not an object becomes the property `body`. Name collisions are
 * reported, because which of the two the service uses is unknown.
 */
export function operationInput(tool: string, operation: OpenApiOperation, references: References, findings: Findings): OperationInput {
  const budget = new SchemaBudget();
  const resolved = (place: Place) => new ReferenceResolver(references, budget, findings).schema(place);
  const properties = new Map<string, unknown>();
  const required = new Set<string>();
  const parameters: HttpParameter[] = [];
  const add = (name: string, schema: unknown, isRequired: boolean, at: string): boolean => {
    if (properties.has(name)) {
      findings.warning('openapi-input-name-collision', at, `\`${operation.name}\` has two inputs named \`${shorten(name)}\`; which one the tool \`${shorten(tool)}\` has is not documented`, 'rename one of them');
      return false;
    }
    properties.set(name, schema);
    if (isRequired) required.add(name);
    return true;
  };

  for (const parameter of operation.parameters) {
    const name = own(parameter.value, 'name');
    const location = own(parameter.value, 'in');
    if (!isText(name) || (location === 'header' && IGNORED_HEADERS.includes(name.toLowerCase()))) continue;
    const schema = describeAs(resolved(parameterSchema(parameter)), own(parameter.value, 'description'));
    const isRequired = location === 'path' || own(parameter.value, 'required') === true;
    if (add(name, schema, isRequired, parameter.at)) parameters.push(parameterAt(parameter, name, isRequired));
  }
  const mediaType = bodyMediaType(operation);
  const body = operation.requestBody && mediaType !== undefined ? inside(inside(inside(operation.requestBody, 'content'), mediaType), 'schema') : undefined;
  let sent: HttpBody | undefined;
  if (operation.requestBody && body && mediaType !== undefined) {
    const schema = resolved(body);
    const isRequired = own(operation.requestBody.value, 'required') === true;
    const fields = own(schema, 'properties');
    if (isObject(fields)) {
      const requiredFields = itemsOf(own(schema, 'required'));
      const added = entriesOf(fields).filter(([name, field]) => add(name, field, isRequired && requiredFields.includes(name), pointer(body.at, 'properties', name)));
      const encoding = own(own(own(operation.requestBody.value, 'content'), mediaType), 'encoding');
      sent = {
        mediaType,
        required: isRequired,
        properties: Object.fromEntries(added.map(([name]) => [name, name])),
        ...isObject(encoding) ? { encoding: encoding as Record<string, FormEncoding> } : {},
      };
    } else if (add('body', describeAs(schema, own(operation.requestBody.value, 'description')), isRequired, body.at)) {
      sent = { mediaType, required: isRequired, argument: 'body' };
    }
  }
  budget.report(tool, operation.place.at, findings);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.size > 0 ? { required: [...required] } : {}),
    },
    parameters,
    ...sent ? { body: sent } : {},
  };
}

/** A parameter with the defaults of OpenAPI for its place. */
function parameterAt({ value }: Place, name: string, required: boolean): HttpParameter {
  const location = own(value, 'in') as HttpParameter['in'];
  const style = own(value, 'style');
  const explode = own(value, 'explode');
  const content = own(value, 'content');
  const usualStyle = location === 'query' || location === 'cookie' ? 'form' : 'simple';
  const used = typeof style === 'string' ? style : usualStyle;
  const [mediaType] = own(value, 'schema') === undefined && isObject(content) ? Object.keys(content) : [];
  return {
    argument: name,
    name,
    in: location,
    required,
    style: used,
    explode: typeof explode === 'boolean' ? explode : used === 'form',
    ...own(value, 'allowReserved') === true ? { allowReserved: true } : {},
    ...mediaType === undefined ? {} : { mediaType },
  };
}

function parameterSchema(parameter: Place): Place {
  const schema = inside(parameter, 'schema');
  const content = inside(parameter, 'content');
  const [type] = Object.keys(isObject(content.value) ? content.value : {});
  return schema.value === undefined && type !== undefined ? inside(inside(content, type), 'schema') : schema;
}

/** JSON, or the first media type when there is no JSON. */
function bodyMediaType({ requestBody }: OpenApiOperation): string | undefined {
  const content = own(requestBody?.value, 'content');
  const types = Object.keys(isObject(content) ? content : {});
  return types.find((candidate) => candidate.startsWith('application/json')) ?? types[0];
}

function describeAs(schema: unknown, description: unknown): unknown {
  return isText(description) && isObject(schema) && schema.description === undefined ? { ...schema, description } : schema;
}

/** Replaces every local `$ref` in a schema with its target. */
class ReferenceResolver {
  /** The definitions that contain the current place. */
  private readonly enclosing: string[] = [];

  constructor(private readonly references: References, private readonly budget: SchemaBudget, private readonly findings: Findings) {}

  schema(start: Place): unknown {
    const place = this.references.follow(start);
    if (!place || !this.budget.allows(this.enclosing.length)) return {};
    if (!isObject(place.value)) return place.value === undefined ? {} : place.value;
    if (this.enclosing.includes(place.at)) return this.recursion(place);
    this.enclosing.push(place.at);
    const { $defs, definitions, ...schema } = mapSubschemas(place.value, place.at, (inner) => this.schema(inner));
    this.enclosing.pop();
    // OpenAPI 3.0 ignores siblings of a `$ref`, but 3.1 allows a description, and authors of 3.0 documents intend it too.
    const description = own(start.value, 'description');
    return isText(description) ? { ...schema, description } : schema;
  }

  private recursion(place: Place): unknown {
    this.findings.warning('openapi-recursive-schema', place.at, 'this schema contains itself, which a tool schema cannot express: the inner schema accepts any value', 'limit the depth');
    const type = own(place.value, 'type');
    return typeof type === 'string' ? { type } : {};
  }
}
