import { enforcesPolicies } from '../auth/lib/protection';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityGatewayAuthorizer: Rule = {
  id: 'security-gateway-authorizer',
  group: 'security',
  pack: 'security',
  supersedes: ['auth-none-open', 'auth-authenticate-only-open'],
  severity: 'error',
  sentence: 'A gateway authorizes its callers.',
  why: 'AWS Config reports a gateway with the authorizer type NONE as noncompliant. AUTHENTICATE_ONLY is compliant if the gateway enforces policies.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-gateway-authorizer-enabled.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { type } = gateway.authorizer;
    if (type && !type.known) return evaluation.unknown(`the authorizer type of ${gateway.path} is unresolved until deployment`);
    if (type?.text === 'AWS_IAM' || type?.text === 'CUSTOM_JWT') return evaluation.pass();
    const enforced = type?.text === 'AUTHENTICATE_ONLY' ? enforcesPolicies(gateway) : 'no';
    if (enforced === 'yes') return evaluation.pass();
    if (enforced === 'unknown') return evaluation.unknown(`it is unknown until deployment whether ${gateway.path} enforces policies`);
    evaluation.fail({
      at: placeOf(gateway),
      message: `the authorizer type is \`${type?.text ?? 'not set'}\`${type?.text === 'AUTHENTICATE_ONLY' ? ', and no policy engine is in mode `ENFORCE`' : ''}`,
      fix: 'use the authorizer type `AWS_IAM` or `CUSTOM_JWT`',
    });
  }),
};
