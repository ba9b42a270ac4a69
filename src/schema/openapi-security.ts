import { codeList, describe, entriesOf, holdsAnything, inside, isObject, isText, itemsOf, own, pointer, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { OpenApiOperation } from './openapi-operations';
import type { References } from './openapi-references';
import type { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';

const SCHEME_TYPES = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'];

/** How a request can meet a security requirement. */
export type SecurityMeans = 'signature' | 'token' | 'key';

/** What an operation requires of a request: one of these. Operations that anyone may call have no requirement. */
export interface RequiredSecurity {
  /** `GET /pets`. */
  readonly operation: string;
  readonly oneOf: readonly SecurityMeans[];
  /** The names of the security schemes. */
  readonly schemes: readonly string[];
}

/** Reports security schemes and requirements that the service rejects. */
export function checkSecurity(document: JsonObject, operations: readonly OpenApiOperation[], references: References, findings: Findings): void {
  const root = { value: document, at: '' };
  const schemes = inside(inside(root, 'components'), 'securitySchemes');
  for (const [name] of entriesOf(schemes.value)) {
    const scheme = references.follow(inside(schemes, name));
    if (scheme) checkScheme(name, scheme, findings);
  }
  if (isUnresolved(schemes.value)) return;
  const defined = new Set(entriesOf(schemes.value).map(([name]) => name));
  for (const security of [inside(root, 'security'), ...operations.map(({ place }) => inside(place, 'security'))]) {
    itemsOf(security.value).forEach((requirement, index) => {
      for (const [name] of entriesOf(requirement)) {
        if (defined.has(name) || isUnresolved(requirement)) continue;
        findings.error('openapi-security-undefined', pointer(security.at, index, name), `\`security\` requires \`${shorten(name)}\`, which \`components.securitySchemes\` does not define`,
          'define the scheme, or remove the requirement');
      }
    });
  }
}

function checkScheme(name: string, { value: scheme, at }: Place, findings: Findings): void {
  const type = own(scheme, 'type');
  if (!isObject(scheme) || isUnresolved(scheme) || isUnresolved(type) || SCHEME_TYPES.includes(type as string)) return;
  findings.error('openapi-security-scheme', at, `\`type\` of the security scheme \`${shorten(name)}\` is ${describe(type)}, and the service rejects the document`,
    `write one of ${codeList(SCHEME_TYPES)}, or remove the scheme and the requirements that name it`);
}

/** The security requirements of the operations of a document. */
export function requiredSecurity(document: unknown, methods: readonly string[]): RequiredSecurity[] {
  const schemes = own(own(document, 'components'), 'securitySchemes');
  return entriesOf(own(document, 'paths')).flatMap(([path, item]) => methods.flatMap((method): RequiredSecurity[] => {
    const operation = own(item, method);
    if (!isObject(operation)) return [];
    const alternatives = itemsOf(own(operation, 'security') ?? own(document, 'security'));
    // An empty requirement is an alternative without security.
    if (alternatives.length === 0 || alternatives.some((one) => !holdsAnything(one))) return [];
    const names = [...new Set(alternatives.flatMap((one) => entriesOf(one).map(([name]) => name)))];
    const means = names.map((name) => meansOf(own(schemes, name)));
    // What a client certificate or an unknown scheme needs is not a credential of a target.
    if (means.some((one) => one === undefined)) return [];
    return [{ operation: `${method.toUpperCase()} ${shorten(path)}`, oneOf: [...new Set(means.flatMap((one) => one!))], schemes: names }];
  }));
}

function meansOf(scheme: unknown): readonly SecurityMeans[] | undefined {
  const [type, name] = [own(scheme, 'type'), own(scheme, 'name')];
  if (type === 'oauth2' || type === 'openIdConnect') return ['token', 'key'];
  if (type === 'http') return String(own(scheme, 'scheme')).toLowerCase() === 'bearer' ? ['token', 'key'] : ['key'];
  if (type !== 'apiKey') return undefined;
  if (own(scheme, 'x-amazon-apigateway-authtype') === 'awsSigv4') return ['signature'];
  return isText(name) && name.toLowerCase() === 'authorization' ? ['key', 'token', 'signature'] : ['key'];
}
