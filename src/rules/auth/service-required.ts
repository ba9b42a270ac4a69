import { property } from '../../model/value';
import { OUTBOUND_AUTH } from '../../service/outbound-auth';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { iamProvider, outboundOf, outboundKindOf } from './lib/outbound-credentials';
import { signingServiceOf } from './lib/signing-service';

export const authServiceRequired: Rule = {
  id: 'auth-service-required',
  group: 'auth',
  severity: 'error',
  sentence: 'An MCP server or OpenAPI target that is called with the gateway\'s role sets the service to sign for.',
  why: 'Without the service the gateway does not sign its requests, and the server responds that the authentication token is missing.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const kind = outboundKindOf(model, target);
    if (!kind || OUTBOUND_AUTH[kind].iamService !== 'required') return;
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    if (outbound.is !== 'known' || outbound.kind !== 'GATEWAY_IAM_ROLE') return;
    if (property(iamProvider(outbound.credential!), 'Service') !== undefined) return evaluation.pass();
    const expected = signingServiceOf(model, target);
    evaluation.fail({
      at: placeOf(target),
      message: 'credentials `GATEWAY_IAM_ROLE` are given without the service to sign for',
      fix: `add \`CredentialProvider.IamCredentialProvider.Service\`${expected ? ` with \`${expected}\`` : ', for example `execute-api`'}`,
    });
  }),
};
