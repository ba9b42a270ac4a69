import { compareEnvironments } from '../environment';
import { gatewayOf, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authTargetElsewhere: Rule = {
  id: 'auth-target-elsewhere',
  group: 'auth',
  severity: 'error',
  sentence: 'A target is created in the account and region of its gateway.',
  why: 'The service does not find the gateway from another account or region.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayTarget.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const gateway = gatewayOf(model, target);
    if (!gateway) return;
    const compared = compareEnvironments(model, target.address, gateway.address);
    if (compared.are === 'same') return evaluation.pass();
    if (compared.are === 'unknown') return evaluation.unknown(`it is unknown until deployment whether ${target.path} is in the account and region of ${gateway.path}`);
    const { by, one, other } = compared;
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(gateway)],
      message: `the target is in ${by} \`${one}\`, but its gateway ${gateway.path} is in \`${other}\``,
      fix: `create the target in a stack in ${by} \`${other}\``,
    });
  }),
};
