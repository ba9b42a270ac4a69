import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authReturnUrl: Rule = {
  id: 'auth-return-url',
  group: 'auth',
  severity: 'error',
  sentence: 'A target with the OAuth authorization code grant has a default return URL.',
  why: 'The service rejects the target: it needs the URL to redirect the browser of the user after sign-in.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    if (outbound.is !== 'known' || outbound.kind !== 'OAUTH_AUTHORIZATION_CODE') return;
    if (outbound.credential?.defaultReturnUrl) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: 'the OAuth grant type is `AUTHORIZATION_CODE`, but there is no `DefaultReturnUrl`',
      fix: 'add `DefaultReturnUrl` with a URL of your application',
    });
  }),
};
