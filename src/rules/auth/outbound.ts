import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { credentialName, outboundOf, outboundRow } from './lib/outbound-credentials';

export const authOutbound: Rule = {
  id: 'auth-outbound',
  group: 'auth',
  severity: 'error',
  sentence: 'A target is called with credentials that its kind takes.',
  why: 'The service refuses other combinations when the target is created, or the server behind the target refuses every call.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    if (outbound.is === 'malformed') return;
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    const row = outboundRow(model, target);
    const { kind } = outbound;
    if (!row || row.undocumented?.includes(kind)) {
      return evaluation.unknown(`whether a target like ${target.path} can be called with ${credentialName(kind)} is not documented`);
    }
    if (row.allowed.includes(kind)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `a target of kind ${row.kind} cannot be called with ${credentialName(kind)}`,
      fix: `use ${row.allowed.map(credentialName).join(' or ')}`,
    });
  }),
};
