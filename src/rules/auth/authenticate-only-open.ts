import { evaluateEach, knownText, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { enforcesPolicies } from './lib/protection';

export const authAuthenticateOnlyOpen: Rule = {
  id: 'auth-authenticate-only-open',
  group: 'auth',
  severity: 'warning',
  sentence: 'A gateway that only authenticates its callers has a policy engine that authorizes them.',
  why: 'Any AWS principal that can sign a request can call every target that does not authorize its callers itself.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    if (knownText(gateway.authorizer.type) !== 'AUTHENTICATE_ONLY') return;
    switch (enforcesPolicies(gateway)) {
      case 'yes': return evaluation.pass();
      case 'unknown': return evaluation.unknown(`it is unknown until deployment whether ${gateway.path} enforces policies`);
      default: evaluation.fail({
        at: placeOf(gateway),
        message: `the authorizer type is \`AUTHENTICATE_ONLY\`, and ${gateway.policyEngine
          ? `the policy engine is in mode \`${gateway.policyEngine.mode?.text ?? 'LOG_ONLY'}\`` : 'there is no policy engine'}`,
        fix: 'attach a policy engine in mode `ENFORCE`, or use the authorizer type `AWS_IAM`',
      });
    }
  }),
};
