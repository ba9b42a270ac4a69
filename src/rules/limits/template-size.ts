import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, Limit } from './lib/measure';
import { agentStacks } from './lib/stack-place';
import { TEMPLATE_BYTES } from '../../service/limits';

const BYTES: Limit = {
  max: TEMPLATE_BYTES,
  unit: 'bytes in the template',
  fix: 'put schemas into S3, for example as assets, or move resources to another stack',
  measure: ({ model }) => agentStacks(model).map(({ at, stack }) => ({ at, least: stack.templateBytes })),
};

export const limitsTemplateSize: Rule = {
  id: 'limits-template-size',
  group: 'limits',
  severity: 'error',
  sentence: 'A template has at most 1 MB.',
  why: 'CloudFormation rejects the template.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  evaluate: (input) => evaluateOver(BYTES, input),
};

export const limitsTemplateSizeNear: Rule = {
  ...limitsTemplateSize,
  id: 'limits-template-size-near',
  severity: 'warning',
  sentence: 'A template has less than 800 KB, which leaves room for more.',
  evaluate: (input) => evaluateNear(BYTES, input),
};
