import { compareEnvironments } from '../environment';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authRestApiElsewhere: Rule = {
  id: 'auth-rest-api-elsewhere',
  group: 'auth',
  severity: 'error',
  sentence: 'The REST API of an API Gateway target is in the account and region of the gateway.',
  why: 'The gateway exports the API from API Gateway in its own account and region while the target is created.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-api-gateway.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { pointsTo } = target;
    if (pointsTo.kind !== 'restApi' || pointsTo.address === undefined) return;
    const api = model.resources[pointsTo.address];
    // `auth-target-elsewhere` reports targets outside the environment of their gateway.
    const compared = compareEnvironments(model, target.address, api.address);
    if (compared.are === 'same') return evaluation.pass();
    if (compared.are === 'unknown') return evaluation.unknown(`it is unknown until deployment whether ${api.path} is in the account and region of ${target.path}`);
    const { by, one, other } = compared;
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(api)],
      message: `the target is in ${by} \`${one}\`, but REST API ${api.path} is in \`${other}\``,
      fix: `add it to a gateway in ${by} \`${other}\`, or add an OpenAPI target for the API`,
    });
  }),
};
