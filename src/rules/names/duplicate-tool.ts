import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const namesDuplicateTool: Rule = {
  id: 'names-duplicate-tool',
  group: 'names',
  severity: 'error',
  sentence: 'The tools of a target have different names.',
  why: 'Callers call a tool by its name, so one of the two tools cannot be called.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-tool-naming.html',
  evaluate: ({ model }) => evaluateFindings(model, 'names-duplicate-tool'),
};
