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

/**
 * The input schema of the tool for an operation.
 *
 * How the service maps an operation to a schema is not documented. This mapping assumes one property for each parameter and
 * for each property of the body. A body that is not an object becomes the property `body`. Name collisions are
 * reported, because which of the two the service uses is unknown.
 */
export function operationInput(tool: string, operation: OpenApiOperation, references: References, findings: Findings): JsonSchema {
  const budget = new SchemaBudget();
  const resolved = (place: Place) => new ReferenceResolver(references, budget, findings).schema(place);
  const properties = new Map<string, unknown>();
  const required = new Set<string>();
  const add = (name: string, schema: unknown, isRequired: boolean, at: string) => {
    if (properties.has(name)) {
      findings.warning('openapi-input-name-collision', at, `\`${operation.name}\` has two inputs named \`${shorten(name)}\`; which one the tool \`${shorten(tool)}\` has is not documented`, 'rename one of them');
      return;
    }
    properties.set(name, schema);
    if (isRequired) required.add(name);
  };

  for (const parameter of operation.parameters) {
    const name = own(parameter.value, 'name');
    const location = own(parameter.value, 'in');
    if (!isText(name) || (location === 'header' && IGNORED_HEADERS.includes(name.toLowerCase()))) continue;
    const schema = describeAs(resolved(parameterSchema(parameter)), own(parameter.value, 'description'));
    add(name, schema, location === 'path' || own(parameter.value, 'required') === true, parameter.at);
  }
  const body = bodySchema(operation);
  if (operation.requestBody && body) {
    const schema = resolved(body);
    const isRequired = own(operation.requestBody.value, 'required') === true;
    const fields = own(schema, 'properties');
    if (isObject(fields)) {
      const requiredFields = itemsOf(own(schema, 'required'));
      entriesOf(fields).forEach(([name, field]) => add(name, field, isRequired && requiredFields.includes(name), pointer(body.at, 'properties', name)));
    } else {
      add('body', describeAs(schema, own(operation.requestBody.value, 'description')), isRequired, body.at);
    }
  }
  budget.report(tool, operation.place.at, findings);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.size > 0 ? { required: [...required] } : {}),
  };
}

function parameterSchema(parameter: Place): Place {
  const schema = inside(parameter, 'schema');
  const content = inside(parameter, 'content');
  const [type] = Object.keys(isObject(content.value) ? content.value : {});
  return schema.value === undefined && type !== undefined ? inside(inside(content, type), 'schema') : schema;
}

/** The schema of the JSON body, or of the first media type when there is no JSON. */
function bodySchema(operation: OpenApiOperation): Place | undefined {
  if (!operation.requestBody) return undefined;
  const content = inside(operation.requestBody, 'content');
  const types = Object.keys(isObject(content.value) ? content.value : {});
  const type = types.find((candidate) => candidate.startsWith('application/json')) ?? types[0];
  return type === undefined ? undefined : inside(inside(content, type), 'schema');
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
