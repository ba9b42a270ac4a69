/** The findings of the schema readers, and the rule that reports each. */
export const SCHEMA_FINDINGS = {
  'document-not-json': 'schemas-document',
  'document-not-an-object': 'schemas-document',
  'document-not-a-text': 'schemas-document',
  'document-not-a-list': 'schemas-document',
  'document-too-deep': 'schemas-document',
  'tools-not-an-array': 'schemas-document',
  'document-too-large': 'limits-schema-file',

  'tool-name-missing': 'names-tool-invalid',
  'tool-name-too-long': 'names-tool-invalid',
  'tool-name-characters': 'names-tool-characters',
  'tool-name-duplicate': 'names-duplicate-tool',
  'tools-empty': 'schemas-tool-definition',
  'tool-not-an-object': 'schemas-tool-definition',
  'tool-input-schema-missing': 'schemas-tool-definition',
  'tool-description-missing': 'schemas-tool-description-missing',
  'tool-without-description': 'schemas-tool-without-description',
  'tool-schema-not-an-object': 'schemas-tool-definition',
  'tool-schema-top-level-type': 'schemas-tool-definition',
  'tool-schema-type-missing': 'schemas-tool-definition',
  'tool-schema-type-unknown': 'schemas-tool-definition',
  'tool-schema-required-unknown': 'schemas-tool-definition',
  'tool-schema-malformed': 'schemas-tool-definition',
  'tool-schema-too-deep': 'schemas-tool-definition',
  'tool-schema-key-case': 'schemas-tool-definition',
  'tool-schema-items-missing': 'schemas-tool-unclear',
  'tool-schema-type-new': 'schemas-tool-unclear',
  'tool-schema-too-large': 'schemas-tool-unclear',
  'mcp-tools-incomplete': 'schemas-tool-unclear',
  'schema-keyword-dropped': 'schemas-keyword-dropped',

  'openapi-version': 'schemas-openapi-unsupported',
  'openapi-binary-body': 'schemas-openapi-unsupported',
  'openapi-unsupported-callbacks': 'schemas-openapi-unsupported',
  'openapi-unsupported-composition': 'schemas-openapi-unsupported',
  'openapi-unsupported-links': 'schemas-openapi-unsupported',
  'openapi-unsupported-media-type': 'schemas-openapi-unsupported',
  'openapi-unsupported-parameter-style': 'schemas-openapi-unsupported',
  'openapi-unsupported-path-serializer': 'schemas-openapi-unsupported',
  'openapi-unsupported-webhooks': 'schemas-openapi-unsupported',
  'openapi-missing-operation-id': 'schemas-openapi-operation-id',
  'openapi-no-server': 'schemas-openapi-server',
  'openapi-server-url': 'schemas-openapi-server',
  'openapi-no-operations': 'schemas-openapi-invalid',
  'openapi-security-scheme': 'schemas-openapi-invalid',
  'openapi-security-undefined': 'schemas-openapi-invalid',
  'openapi-undeclared-path-parameter': 'schemas-openapi-invalid',
  'openapi-unresolvable-ref': 'schemas-openapi-invalid',
  'openapi-input-name-collision': 'schemas-openapi-lossy',
  'openapi-recursive-schema': 'schemas-openapi-lossy',
  'openapi-response-media-type': 'schemas-openapi-lossy',
  'openapi-server-private': 'schemas-openapi-lossy',
  'openapi-server-variable-open': 'schemas-openapi-lossy',
  'openapi-unsupported-definition': 'schemas-openapi-lossy',
  'openapi-unsupported-method': 'schemas-openapi-lossy',

  'smithy-no-operations': 'schemas-smithy',
  'smithy-no-service': 'schemas-smithy',
  'smithy-no-shapes': 'schemas-smithy',
  'smithy-protocol': 'schemas-smithy',
  'smithy-several-services': 'schemas-smithy',
  'smithy-unresolvable-target': 'schemas-smithy',
  'smithy-version': 'schemas-smithy',
  'smithy-custom-service': 'schemas-smithy-custom',
  'smithy-streaming-operation': 'schemas-smithy-custom',

  'api-gateway-authorizer': 'schemas-api-gateway',
  'api-gateway-filter-path': 'schemas-api-gateway',
  'api-gateway-method': 'schemas-api-gateway',
  'api-gateway-no-filter': 'schemas-api-gateway',
  'api-gateway-operation-without-name': 'schemas-api-gateway',
  'api-gateway-override-duplicate': 'schemas-api-gateway',
  'api-gateway-override-matches-nothing': 'schemas-api-gateway',
  'api-gateway-override-name': 'schemas-api-gateway',
  'api-gateway-override-path': 'schemas-api-gateway',
  'api-gateway-proxy-unsupported': 'schemas-api-gateway',
  'api-gateway-any-method': 'schemas-api-gateway-partial',
  'api-gateway-credentials': 'schemas-api-gateway-partial',
  'api-gateway-filter-matches-nothing': 'schemas-api-gateway-partial',
  'api-gateway-method-excluded': 'schemas-api-gateway-partial',
  'api-gateway-method-unknown': 'schemas-api-gateway-partial',
  'api-gateway-proxy-method': 'schemas-api-gateway-partial',
} as const;

/** Findings about checks that are not possible. No rule reports them. */
export const UNKNOWN_SCHEMAS = ['document-unresolved', 'tool-name-unresolved'] as const;

export type SchemaFindingId = keyof typeof SCHEMA_FINDINGS | (typeof UNKNOWN_SCHEMAS)[number];

/** The rules about schemas. */
export type SchemaRuleId = (typeof SCHEMA_FINDINGS)[keyof typeof SCHEMA_FINDINGS];

/** The rule that reports a finding; undefined for a finding about a check that is not possible. */
export function ruleOfSchemaFinding(id: string): SchemaRuleId | undefined {
  return Object.hasOwn(SCHEMA_FINDINGS, id) ? SCHEMA_FINDINGS[id as keyof typeof SCHEMA_FINDINGS] : undefined;
}
