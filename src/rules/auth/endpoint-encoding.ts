import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authEndpointEncoding: Rule = {
  id: 'auth-endpoint-encoding',
  group: 'auth',
  severity: 'error',
  sentence: 'The runtime ARN in an endpoint is URL-encoded.',
  why: 'The gateway does not encode the endpoint, so the slash in the ARN changes the path.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { pointsTo } = target;
    if (pointsTo.kind !== 'runtime' || !pointsTo.encoded) return;
    switch (pointsTo.encoded) {
      case 'yes': return evaluation.pass();
      case 'unknown': return evaluation.unknown(`it is unknown until deployment whether the ARN in the endpoint of ${target.path} is URL-encoded`);
      default: evaluation.fail({
        at: placeOf(target),
        message: `the ARN in the endpoint \`${pointsTo.url?.text ?? ''}\` is not URL-encoded`,
        fix: 'write `%3A` for each colon and `%2F` for each slash of the ARN: `Fn::Join` with `%3A` over `Fn::Split` at `:`, and likewise for `/`',
      });
    }
  }),
};
