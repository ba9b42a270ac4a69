import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const namesDuplicateTool: Rule = {
  id: 'names-duplicate-tool',
  group: 'names',
  severity: 'error',
  sentence: 'The tools of a target have different names.',
  why: 'Callers name a tool to call it, so one of the two cannot be reached.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-tool-naming.html',
  evaluate: ({ model }) => evaluateFindings(model, 'names-duplicate-tool'),
};
