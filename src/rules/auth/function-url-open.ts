import { property, textOf } from '../../model/value';
import { functionUrlOf } from '../lib/needs/functions';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authFunctionUrlOpen: Rule = {
  id: 'auth-function-url-open',
  group: 'auth',
  severity: 'warning',
  sentence: 'A function URL that a target calls without credentials has IAM authorization.',
  why: 'With the authorization type NONE, anyone on the internet can call the server at its URL, without the authorization and the policies of the gateway.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const url = functionUrlOf({ model, target });
    if (!url) return;
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    // A server may itself check a token or a key.
    if (outbound.is !== 'known' || outbound.kind !== 'NONE') return;
    const type = textOf(property(url.properties, 'AuthType'));
    if (type?.known !== true) return evaluation.unknown(`the authorization type of ${url.path} is unresolved until deployment`);
    if (type.text !== 'NONE') return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `the target calls ${url.path} without credentials, and so can anyone else: its authorization type is \`NONE\``,
      fix: 'use the authorization type `AWS_IAM` for the function URL, and the credentials `GATEWAY_IAM_ROLE` with the service `lambda` for the target',
      with: [placeOf(url)],
    });
  }),
};
