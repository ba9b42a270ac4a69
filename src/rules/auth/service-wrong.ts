import { judgeEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';
import { signingServiceOf } from './lib/signing-service';

export const authServiceWrong: Rule = {
  id: 'auth-service-wrong',
  group: 'auth',
  severity: 'error',
  sentence: 'Calls are signed for the service that answers at the endpoint.',
  why: 'A service refuses signatures that were made for another one.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-MCPservers.html',
  judge: ({ model }) => judgeEach(model.targets, (judgement, target) => {
    const outbound = outboundOf(target);
    if (outbound.is !== 'known' || outbound.kind !== 'GATEWAY_IAM_ROLE' || target.kind === 'runtime') return;
    const { service } = outbound.credential!;
    const expected = signingServiceOf(target);
    if (!service || !expected) return;
    if (!service.known) return judgement.cannotTell(`only the deployment knows which service calls to ${target.path} are signed for`);
    if (service.text === expected) return judgement.pass();
    judgement.fail({
      at: placeOf(target),
      message: `calls are signed for \`${service.text}\`, and the endpoint takes signatures for \`${expected}\``,
      fix: `write \`${expected}\` as the service`,
    });
  }),
};
