import type { Rule } from '../rule';
import { Findings, evaluateFindings } from './lib/from-findings';

export const schemasDocumentFindings: Findings = {
  severity: 'error',
  ids: [
    'document-not-json', 'openapi-not-json', 'smithy-not-json', 'mcp-tools-not-json', 'openapi-not-an-object', 'smithy-not-an-object',
    'document-too-deep', 'tools-not-an-array',
  ],
};

export const schemasDocument: Rule = {
  id: 'schemas-document',
  group: 'schemas',
  severity: 'error',
  sentence: 'The schema of a target is a document of the form that its kind has.',
  why: 'The service cannot read it, and refuses the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: ({ model }) => evaluateFindings(model, schemasDocumentFindings),
};
