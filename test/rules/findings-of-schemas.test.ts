import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { schemasApiGatewayFindings } from '../../src/rules/schemas/api-gateway';
import { schemasApiGatewayPartialFindings } from '../../src/rules/schemas/api-gateway-partial';
import { schemasDocumentFindings } from '../../src/rules/schemas/document';
import { schemasKeywordDroppedFindings } from '../../src/rules/schemas/keyword-dropped';
import { Findings, isAbout } from '../../src/rules/schemas/lib/from-findings';
import { schemasOpenapiInvalidFindings } from '../../src/rules/schemas/openapi-invalid';
import { schemasOpenapiLossyFindings } from '../../src/rules/schemas/openapi-lossy';
import { schemasOpenapiOperationIdFindings } from '../../src/rules/schemas/openapi-operation-id';
import { schemasOpenapiServerFindings } from '../../src/rules/schemas/openapi-server';
import { schemasOpenapiUnsupportedFindings } from '../../src/rules/schemas/openapi-unsupported';
import { schemasSmithyFindings } from '../../src/rules/schemas/smithy';
import { schemasSmithyCustomFindings } from '../../src/rules/schemas/smithy-custom';
import { schemasToolDefinitionFindings } from '../../src/rules/schemas/tool-definition';
import { schemasToolDescriptionMissingFindings } from '../../src/rules/schemas/tool-description-missing';
import { schemasToolUnclearFindings } from '../../src/rules/schemas/tool-unclear';
import { schemasToolWithoutDescriptionFindings } from '../../src/rules/schemas/tool-without-description';

const RULES: readonly Findings[] = [
  schemasApiGatewayFindings, schemasApiGatewayPartialFindings, schemasDocumentFindings, schemasKeywordDroppedFindings,
  schemasOpenapiInvalidFindings, schemasOpenapiLossyFindings, schemasOpenapiOperationIdFindings, schemasOpenapiServerFindings,
  schemasOpenapiUnsupportedFindings, schemasSmithyFindings, schemasSmithyCustomFindings, schemasToolDefinitionFindings,
  schemasToolDescriptionMissingFindings, schemasToolUnclearFindings, schemasToolWithoutDescriptionFindings,
];

/** Findings of rules about names and limits, and those that say that something is not known. */
const ELSEWHERE = [
  'document-too-large', 'document-unresolved', 'tool-name-characters', 'tool-name-duplicate', 'tool-name-missing', 'tool-name-over-model-limit',
  'tool-name-too-long', 'tool-name-unresolved', 'too-many-tools',
];

const folder = join(__dirname, '../../src/schema');
const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
const found = texts.flatMap((text) => [...text.matchAll(/findings\.(error|warning)\('([a-z-]+)'/g)].map(([, severity, id]) => ({ severity, id })));
/** What a kind of document is called is put in front. */
const composed = ['openapi-not-json', 'smithy-not-json', 'mcp-tools-not-json', 'openapi-not-an-object', 'smithy-not-an-object'].map((id) => ({ severity: 'error', id }));

test('the readers are read', () => {
  expect(found.length).toBeGreaterThan(50);
});

test.each([...found, ...composed])('one rule reports $severity $id', ({ severity, id }) => {
  const claims = RULES.filter((rule) => isAbout(rule, { id, severity: severity as 'error' | 'warning' }));
  expect(claims).toHaveLength(ELSEWHERE.includes(id) ? 0 : 1);
});
