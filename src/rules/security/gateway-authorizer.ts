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
  why: 'AWS Config calls a gateway with the authorizer type NONE not compliant. AUTHENTICATE_ONLY counts when a policy engine decides instead.',
  source: 'https://docs.aws.amazon.com/config/latest/developerguide/bedrockagentcore-gateway-authorizer-enabled.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { type } = gateway.authorizer;
    if (type && !type.known) return evaluation.unknown(`only the deployment knows the authorizer type of ${gateway.path}`);
    if (type?.text === 'AWS_IAM' || type?.text === 'CUSTOM_JWT') return evaluation.pass();
    const enforced = type?.text === 'AUTHENTICATE_ONLY' ? enforcesPolicies(gateway) : 'no';
    if (enforced === 'yes') return evaluation.pass();
    if (enforced === 'unknown') return evaluation.unknown(`only the deployment knows whether a policy engine decides for ${gateway.path}`);
    evaluation.fail({
      at: placeOf(gateway),
      message: `the authorizer type is \`${type?.text ?? 'not set'}\`${type?.text === 'AUTHENTICATE_ONLY' ? ', and no policy engine is in mode `ENFORCE`' : ''}`,
      fix: 'use the authorizer type `AWS_IAM` or `CUSTOM_JWT`',
    });
  }),
};
