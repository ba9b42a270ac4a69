import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const limitsSchemaFile: Rule = {
  id: 'limits-schema-file',
  group: 'limits',
  severity: 'error',
  sentence: 'A schema in S3 has at most 10 MB.',
  why: 'The service does not read a larger one, and refuses the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: ({ model }) => {
    // A schema in the template has a lower limit, and a rule of its own.
    const targets = model.targets.filter(({ schema }) => schema?.in !== 'template');
    return evaluateFindings({ ...model, targets }, 'limits-schema-file');
  },
};
