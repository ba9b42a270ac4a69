import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authSelfTarget: Rule = {
  id: 'auth-self-target',
  group: 'auth',
  severity: 'error',
  sentence: 'A gateway is not a target of itself.',
  why: 'Listing its tools would never end.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { gateway, pointsTo } = target;
    if (pointsTo.kind !== 'gateway') return;
    if (pointsTo.address === undefined || gateway?.address !== pointsTo.address) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(model.resources[pointsTo.address])],
      message: `the target points to its own gateway ${model.resources[pointsTo.address].path}`,
      fix: 'remove the target, or point it to another gateway',
    });
  }),
};
