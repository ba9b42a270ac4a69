import { codeList } from '../../schema/json';
import { CREDENTIALS } from '../../service/credential-kinds';
import { gatewayOf, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authInboundNeeded: Rule = {
  id: 'auth-inbound-needed',
  group: 'auth',
  severity: 'error',
  sentence: 'A target that is called with what the caller brought belongs to a gateway whose callers bring it.',
  why: 'A token cannot be passed on when callers sign with IAM, nor IAM credentials when they bring a token.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    const needed: readonly string[] | undefined = outbound.is === 'known' ? CREDENTIALS[outbound.kind].inbound : undefined;
    if (outbound.is !== 'known' || !needed) return;
    const gateway = gatewayOf(model, target);
    const inbound = gateway?.authorizer.type;
    if (!gateway || !inbound?.known) return evaluation.unknown(`the inbound authorization of the gateway of ${target.path} is not known`);
    if (needed.includes(inbound.text)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(gateway)],
      message: `credentials ${CREDENTIALS[outbound.kind].text} pass on what callers bring, and gateway ${gateway.path} has the authorizer type \`${inbound.text}\``,
      fix: `give the gateway an authorizer type of ${codeList(needed)}, or the target other credentials`,
    });
  }),
};
