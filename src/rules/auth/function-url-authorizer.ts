import { property, textOf } from '../../model/value';
import { CREDENTIALS } from '../../service/credential-kinds';
import { functionUrlOf } from '../lib/needs/functions';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authFunctionUrlAuthorizer: Rule = {
  id: 'auth-function-url-authorizer',
  group: 'auth',
  severity: 'error',
  sentence: 'A target signs its requests to a function URL with IAM authorization.',
  why: 'Lambda rejects every other request with HTTP 403.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const url = functionUrlOf({ model, target });
    if (!url || textOf(property(url.properties, 'AuthType'))?.text !== 'AWS_IAM') return;
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    if (outbound.is !== 'known') return;
    const { sends, text } = CREDENTIALS[outbound.kind];
    if (sends === 'signature') return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      message: `the target has ${outbound.kind === 'NONE' ? '' : 'credentials '}${text}, but ${url.path} accepts only signed requests`,
      fix: 'use the credentials `GATEWAY_IAM_ROLE` with the service `lambda`, or the authorization type `NONE` for the function URL',
      with: [placeOf(url)],
    });
  }),
};
