import { codeList, describe, entriesOf, holdsAnything, inside, isObject, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { OpenApiOperation } from './openapi-operations';
import type { References } from './openapi-references';
import type { Findings } from './schema-finding';
import { mapSubschemas } from './subschemas';
import type { SchemaFindingId } from '../findings/schema-findings';

const COMPOSITIONS = ['oneOf', 'anyOf', 'allOf'];
const STYLES = ['matrix', 'label', 'deepObject'];
const REQUEST_TYPES = ['application/json', 'application/xml', 'multipart/form-data', 'application/x-www-form-urlencoded'];
const RESPONSE_TYPES = ['application/json', 'application/xml'];
const BINARY_TYPES = /^(application\/(octet-stream|pdf|zip|gzip)|image\/.*|audio\/.*|video\/.*|font\/.*)$/;

/**
 * Reports OpenAPI features that the service does not support.
 *
 * Follows references from every operation, so a shared definition is reported once, at its own place.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html
 */
export class OpenApiFeatures {
  private readonly seen = new Set<string>();
  /** Whether an operation uses the schemas that are being checked. */
  private used = true;

  constructor(private readonly references: References, private readonly findings: Findings) {}

  checkDocument(document: JsonObject): void {
    if (holdsAnything(document.webhooks)) {
      this.findings.error('openapi-unsupported-webhooks', '/webhooks', 'webhooks are not supported by the service', 'remove `webhooks`');
    }
  }

  checkOperation(operation: OpenApiOperation): void {
    const callbacks = inside(operation.place, 'callbacks');
    if (holdsAnything(callbacks.value)) {
      this.findings.error('openapi-unsupported-callbacks', callbacks.at, `\`${operation.name}\` has callbacks, which the service does not support`, 'remove `callbacks`');
    }
    operation.parameters.forEach((parameter) => this.checkParameter(parameter));
    if (operation.requestBody) this.checkRequestBody(operation.requestBody);
    const responses = inside(operation.place, 'responses');
    for (const [status] of entriesOf(responses.value)) {
      const response = this.references.follow(inside(responses, status));
      if (response) this.checkResponse(response);
    }
  }

  /** Unused definitions cause only warnings, because the documentation does not say whether the service reads them. */
  checkUnused(document: JsonObject): void {
    this.used = false;
    const schemas = inside(inside({ value: document, at: '' }, 'components'), 'schemas');
    entriesOf(schemas.value).forEach(([name]) => this.checkSchema(inside(schemas, name)));
  }

  private checkParameter(parameter: Place): void {
    const style = inside(parameter, 'style');
    if (STYLES.includes(style.value as string)) {
      this.findings.error('openapi-unsupported-parameter-style', style.at, `parameter ${describe(own(parameter.value, 'name'))} has the style \`${style.value}\`; the service does not support ` +
        `${codeList(STYLES)}`, 'use `simple` for path and header parameters, and `form` for query parameters');
    }
    this.checkSchema(inside(parameter, 'schema'));
    const content = inside(parameter, 'content');
    entriesOf(content.value).forEach(([type]) => this.checkSchema(inside(inside(content, type), 'schema')));
  }

  private checkRequestBody(body: Place): void {
    const content = inside(body, 'content');
    const types = Object.keys(isObject(content.value) ? content.value : {});
    if (types.length > 0 && !types.some((type) => REQUEST_TYPES.includes(plain(type)) || isBinary(type))) {
      this.findings.error('openapi-unsupported-media-type', content.at, `the media type of the request body is ${shorten(codeList(types))}; ` +
        `the service supports ${codeList(REQUEST_TYPES)}`, 'add `application/json`');
    }
    types.forEach((type) => this.checkContent(inside(content, type), type));
  }

  private checkResponse(response: Place): void {
    const links = inside(response, 'links');
    if (holdsAnything(links.value)) {
      this.findings.error('openapi-unsupported-links', links.at, 'links in responses are not supported by the service', 'remove `links`');
    }
    const content = inside(response, 'content');
    for (const [type] of entriesOf(content.value)) {
      const place = inside(content, type);
      if (!isBinary(type) && !RESPONSE_TYPES.includes(plain(type))) {
        this.findings.warning('openapi-response-media-type', place.at, `the media type \`${shorten(type)}\` of a response is not documented as supported (\`application/json\`, \`application/xml\`)`, 'add `application/json`');
      }
      this.checkContent(place, type);
    }
  }

  private checkContent(content: Place, type: string): void {
    if (isBinary(type)) {
      this.binary(content.at, `a body of \`${shorten(type)}\``);
    } else {
      this.checkSchema(inside(content, 'schema'));
    }
  }

  /** A loop instead of recursion, because references can be circular and can form long chains. */
  private checkSchema(root: Place): void {
    const open = [root];
    for (let next = open.shift(); next; next = open.shift()) {
      const schema = this.references.follow(next);
      if (!schema || !isObject(schema.value) || this.seen.has(schema.at)) continue;
      this.seen.add(schema.at);
      for (const keyword of COMPOSITIONS) {
        if (Array.isArray(own(schema.value, keyword))) this.composition(keyword, pointer(schema.at, keyword));
      }
      if (schema.value.format === 'binary') this.binary(pointer(schema.at, 'format'), 'a schema with format `binary`');
      mapSubschemas(schema.value, schema.at, (place) => open.push(place));
    }
  }

  private composition(keyword: string, at: string): void {
    const fix = keyword === 'allOf'
      ? 'merge the parts into one schema'
      : 'write a single schema, with alternatives as optional properties; for a value or null, write the schema of the value and remove the property from `required`';
    this.unsupported('openapi-unsupported-composition', at, `\`${keyword}\` is not supported by the service`, fix);
  }

  private binary(at: string, what: string): void {
    const fix = 'use a URL to the data or a text encoding like base64, or remove the operation';
    this.unsupported('openapi-binary-body', at, `${what} is binary, which the service does not support`, fix);
  }

  /** An unused definition does not make the service reject the document. */
  private unsupported(id: SchemaFindingId, at: string, message: string, fix: string): void {
    if (this.used) this.findings.error(id, at, message, fix);
    else this.findings.warning('openapi-unsupported-definition', at, `${message}, and no operation uses this definition`, `remove the definition, or ${fix}`);
  }
}

function isBinary(type: string): boolean {
  return BINARY_TYPES.test(plain(type));
}

/** A media type without parameters like `; charset=utf-8`. */
function plain(type: string): string {
  return type.split(';')[0].trim().toLowerCase();
}
