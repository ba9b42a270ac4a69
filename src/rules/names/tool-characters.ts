import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const namesToolCharacters: Rule = {
  id: 'names-tool-characters',
  group: 'names',
  severity: 'warning',
  sentence: 'The names of tools have only characters that models accept: letters, digits, underscores and hyphens.',
  why: 'Such a tool works at the gateway, and the model refuses the whole request that offers it.',
  source: 'https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html',
  evaluate: ({ model }) => evaluateFindings(model, 'names-tool-characters'),
};
