import { OUTBOUND_AUTH, TARGET_TEXTS } from '../../service/outbound-auth';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { iamProvider, outboundOf, outboundKindOf } from './lib/outbound-credentials';

export const authServiceRejected: Rule = {
  id: 'auth-service-rejected',
  group: 'auth',
  severity: 'error',
  sentence: 'A Lambda, API Gateway, Smithy, connector or runtime target does not set the service to sign for.',
  why: 'The service infers the signing name for these targets and rejects an explicit one.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const kind = outboundKindOf(model, target);
    if (!kind || OUTBOUND_AUTH[kind].iamService !== 'rejected') return;
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    if (outbound.is !== 'known' || outbound.kind !== 'GATEWAY_IAM_ROLE') return;
    if (iamProvider(outbound.credential!) === undefined) return evaluation.pass();
    const { service } = outbound.credential!;
    evaluation.fail({
      at: placeOf(target),
      message: `a target of kind ${TARGET_TEXTS[kind]} is given ${service ? `the signing service \`${service.text}\`` : '`IamCredentialProvider`'}, which the service rejects`,
      fix: 'remove `CredentialProvider` and keep `CredentialProviderType: GATEWAY_IAM_ROLE`',
    });
  }),
};
