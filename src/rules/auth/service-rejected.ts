import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { iamProvider, outboundOf, outboundRow } from './lib/outbound-credentials';

export const authServiceRejected: Rule = {
  id: 'auth-service-rejected',
  group: 'auth',
  severity: 'error',
  sentence: 'A Lambda, API Gateway, Smithy, connector or runtime target does not say which service calls are signed for.',
  why: 'The gateway knows the service of these targets and refuses to be told.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const row = outboundRow(model, target);
    if (row?.iamService !== 'rejected') return;
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    if (outbound.is !== 'known' || outbound.kind !== 'GATEWAY_IAM_ROLE') return;
    if (iamProvider(outbound.credential!) === undefined) return evaluation.pass();
    const { service } = outbound.credential!;
    evaluation.fail({
      at: placeOf(target),
      message: `a target of kind ${row.kind} is given ${service ? `the signing service \`${service.text}\`` : '`IamCredentialProvider`'}, which the service refuses`,
      fix: 'remove `CredentialProvider` and keep `CredentialProviderType: GATEWAY_IAM_ROLE`',
    });
  }),
};
