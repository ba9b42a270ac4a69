import type { Rule } from '../rule';
import { evaluateFindings } from '../schemas/lib/from-findings';

export const limitsSchemaFile: Rule = {
  id: 'limits-schema-file',
  group: 'limits',
  severity: 'error',
  sentence: 'A schema in S3 has at most 10 MB.',
  why: 'The service rejects the target if the schema is larger.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: ({ model }) => {
    // `limits-inline-schema` checks schemas in the template, which have a lower limit.
    const targets = model.targets.filter(({ schema }) => schema?.in !== 'template');
    return evaluateFindings({ ...model, targets }, 'limits-schema-file');
  },
};
