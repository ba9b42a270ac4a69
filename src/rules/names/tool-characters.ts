import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const namesToolCharacters: Rule = {
  id: 'names-tool-characters',
  group: 'names',
  severity: 'warning',
  sentence: 'Tool names contain only characters that models accept: letters, digits, underscores and hyphens.',
  why: 'The gateway accepts other names, but models reject every request that includes the tool.',
  source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html',
  evaluate: ({ model }) => evaluateFindings(model, 'names-tool-characters'),
};
