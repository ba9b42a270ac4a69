import { CREDENTIALS } from '../../service/credential-kinds';
import { OUTBOUND_AUTH, TARGET_TEXTS } from '../../service/outbound-auth';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundKindOf, outboundOf } from './lib/outbound-credentials';

export const authOutbound: Rule = {
  id: 'auth-outbound',
  group: 'auth',
  severity: 'error',
  sentence: 'A target has credentials that its kind supports.',
  why: 'The service rejects other combinations when the target is created, or the server behind the target rejects every call.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    if (outbound.is === 'malformed') return;
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    const called = outboundKindOf(model, target);
    const { kind } = outbound;
    if (!called || OUTBOUND_AUTH[called].undocumented?.includes(kind)) {
      return evaluation.unknown(`it is not documented whether a target like ${target.path} can be called with ${CREDENTIALS[kind].text}`);
    }
    const { allowed } = OUTBOUND_AUTH[called];
    if (allowed.includes(kind)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `a target of kind ${TARGET_TEXTS[called]} cannot be called with ${CREDENTIALS[kind].text}`,
      fix: `use ${allowed.map((one) => CREDENTIALS[one].text).join(' or ')}`,
    });
  }),
};
