import { codeList } from '../../schema/json';
import { CREDENTIALS } from '../../service/credential-kinds';
import { gatewayOf, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authInboundNeeded: Rule = {
  id: 'auth-inbound-needed',
  group: 'auth',
  severity: 'error',
  sentence: 'A target that forwards the credentials of the caller belongs to a gateway whose inbound authorization accepts these credentials.',
  why: 'A gateway cannot forward a token if callers sign with IAM, nor IAM credentials if callers send a token.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    const needed: readonly string[] | undefined = outbound.is === 'known' ? CREDENTIALS[outbound.kind].inbound : undefined;
    if (outbound.is !== 'known' || !needed) return;
    const gateway = gatewayOf(model, target);
    const inbound = gateway?.authorizer.type;
    if (!gateway || !inbound?.known) return evaluation.unknown(`the inbound authorization of the gateway of ${target.path} is unknown`);
    if (needed.includes(inbound.text)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(gateway)],
      message: `credentials ${CREDENTIALS[outbound.kind].text} forward the credentials of the caller, but gateway ${gateway.path} has the authorizer type \`${inbound.text}\``,
      fix: `use one of the authorizer types ${codeList(needed)} for the gateway, or other credentials for the target`,
    });
  }),
};
