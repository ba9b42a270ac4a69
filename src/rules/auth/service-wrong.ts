import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';
import { signingServiceOf } from './lib/signing-service';

export const authServiceWrong: Rule = {
  id: 'auth-service-wrong',
  group: 'auth',
  severity: 'error',
  sentence: 'Calls are signed for the service that owns the endpoint.',
  why: 'A service rejects signatures for another service.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    if (outbound.is !== 'known' || outbound.kind !== 'GATEWAY_IAM_ROLE' || target.kind === 'runtime') return;
    const { service } = outbound.credential!;
    const expected = signingServiceOf(model, target);
    if (!service || !expected) return;
    if (!service.known) return evaluation.unknown(`the service that calls to ${target.path} are signed for is unresolved until deployment`);
    if (service.text === expected) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `calls are signed for \`${service.text}\`, but the endpoint requires signatures for \`${expected}\``,
      fix: `write \`${expected}\` as the service`,
    });
  }),
};
