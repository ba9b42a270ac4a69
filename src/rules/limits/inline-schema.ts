import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, Limit } from './lib/measure';
import { INLINE_SCHEMA_BYTES } from '../../service/limits';

const BYTES: Limit = {
  max: INLINE_SCHEMA_BYTES,
  unit: 'bytes in the schema',
  fix: 'put the schema into S3, for example as an asset: there the limit is 10 MB',
  measure: ({ model }) => model.targets.flatMap((target) => {
    const { schema } = target;
    return schema?.in === 'template' ? [{ at: target, least: schema.bytes }] : [];
  }),
};

export const limitsInlineSchema: Rule = {
  id: 'limits-inline-schema',
  group: 'limits',
  severity: 'error',
  sentence: 'A schema in the template has at most 1 MB.',
  why: 'The service rejects the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html',
  evaluate: (input) => evaluateOver(BYTES, input),
};

export const limitsInlineSchemaNear: Rule = {
  ...limitsInlineSchema,
  id: 'limits-inline-schema-near',
  severity: 'warning',
  sentence: 'A schema in the template has less than 800 KB, which leaves room for changes.',
  evaluate: (input) => evaluateNear(BYTES, input),
};
