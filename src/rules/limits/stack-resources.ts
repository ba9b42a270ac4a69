import type { Rule } from '../rule';
import { evaluateNear, evaluateOver, Limit } from './lib/measure';
import { agentStacks } from './lib/stack-place';
import { NEAR_LIMIT, RESOURCES_PER_STACK } from '../../service/limits';

const RESOURCES: Limit = {
  max: RESOURCES_PER_STACK,
  unit: 'resources in the stack',
  fix: 'move some of them to another stack or a nested stack',
  measure: ({ model }) => agentStacks(model).map(({ stack, at, resources }) => {
    // The template does not list the resources that Fn::ForEach and transforms generate.
    const unseen = model.gaps.find((gap) => gap.stack === stack.id && /^the (resources of|result of the transform)/.test(gap.message));
    return { at, least: resources.length, ...unseen ? { unknown: `${stack.id}: ${unseen.message}` } : {} };
  }),
};

export const limitsStackResources: Rule = {
  id: 'limits-stack-resources',
  group: 'limits',
  severity: 'error',
  sentence: `A stack has at most ${RESOURCES_PER_STACK} resources.`,
  why: 'CloudFormation rejects the template.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  evaluate: (input) => evaluateOver(RESOURCES, input),
};

export const limitsStackResourcesNear: Rule = {
  ...limitsStackResources,
  id: 'limits-stack-resources-near',
  severity: 'warning',
  sentence: `A stack has fewer than ${NEAR_LIMIT * RESOURCES_PER_STACK} resources, which leaves room for more.`,
  evaluate: (input) => evaluateNear(RESOURCES, input),
};
