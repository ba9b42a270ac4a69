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
 * Reports what OpenAPI can say and the service does not support.
 *
 * Follows references from every operation, so a definition that several operations share is reported once, where it stands.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-schema-openapi.html
 */
export class OpenApiFeatures {
  private readonly seen = new Set<string>();
  /** Whether an operation uses what is checked. */
  private used = true;

  constructor(private readonly references: References, private readonly findings: Findings) {}

  checkDocument(document: JsonObject): void {
    if (holdsAnything(document.webhooks)) {
      this.findings.error('openapi-unsupported-webhooks', '/webhooks', 'webhooks are not supported by the service', 'remove `webhooks`');
    }
    const at = holdsAnything(own(document.components, 'securitySchemes')) ? '/components/securitySchemes' : holdsAnything(document.security) ? '/security' : undefined;
    if (at !== undefined) {
      this.findings.warning('openapi-security-ignored', at, 'the service ignores security schemes in the document: calls carry only the credentials that the target configures', 'configure a credential provider on the target, and remove this');
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

  /** Definitions that no operation uses: whether the service reads them is not documented, so they only warn. */
  checkUnused(document: JsonObject): void {
    this.used = false;
    const schemas = inside(inside({ value: document, at: '' }, 'components'), 'schemas');
    entriesOf(schemas.value).forEach(([name]) => this.checkSchema(inside(schemas, name)));
  }

  private checkParameter(parameter: Place): void {
    const style = inside(parameter, 'style');
    if (STYLES.includes(style.value as string)) {
      this.findings.error('openapi-unsupported-parameter-style', style.at, `parameter ${describe(own(parameter.value, 'name'))} has the style \`${style.value}\`, which the service does not support ` +
        `(nor ${codeList(STYLES.filter((other) => other !== style.value))})`, 'use `simple` for paths and headers, `form` for queries');
    }
    this.checkSchema(inside(parameter, 'schema'));
    const content = inside(parameter, 'content');
    entriesOf(content.value).forEach(([type]) => this.checkSchema(inside(inside(content, type), 'schema')));
  }

  private checkRequestBody(body: Place): void {
    const content = inside(body, 'content');
    const types = Object.keys(isObject(content.value) ? content.value : {});
    if (types.length > 0 && !types.some((type) => REQUEST_TYPES.includes(plain(type)) || isBinary(type))) {
      this.findings.error('openapi-unsupported-media-type', content.at, `the request body is ${shorten(codeList(types))}, ` +
        `and the service sends ${codeList(REQUEST_TYPES)}`, 'offer `application/json`');
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
        this.findings.warning('openapi-response-media-type', place.at, `a response of \`${shorten(type)}\` is not among those the service documents (\`application/json\`, \`application/xml\`)`, 'offer `application/json`');
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

  /** A loop with a list of what is left to do, because schemas refer to themselves and to long chains of others. */
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
      : 'write one plain schema, with alternatives as optional properties; for a value or null, write the value and leave it out of `required`';
    this.unsupported('openapi-unsupported-composition', at, `\`${keyword}\` is not supported by the service`, fix);
  }

  private binary(at: string, what: string): void {
    const fix = 'send a URL of the data or text like base64, or remove the operation';
    this.unsupported('openapi-binary-body', at, `${what} is binary, which the service does not support`, fix);
  }

  /** What no operation uses does not keep the service from reading the document. */
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
