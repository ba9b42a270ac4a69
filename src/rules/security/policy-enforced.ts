import { enforcesPolicies } from '../auth/lib/protection';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityPolicyEnforced: Rule = {
  id: 'security-policy-enforced',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway has a policy engine that decides about every call.',
  why: 'Prowler fails gateways without a policy engine, and with one in another mode than ENFORCE.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12626',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    switch (enforcesPolicies(gateway)) {
      case 'yes': return evaluation.pass();
      case 'unknown': return evaluation.unknown(`only the deployment knows whether a policy engine decides for ${gateway.path}`);
      default: evaluation.fail({
        at: placeOf(gateway),
        message: gateway.policyEngine ? `the policy engine is in mode \`${gateway.policyEngine.mode?.text ?? 'LOG_ONLY'}\`` : 'there is no policy engine',
        fix: 'attach a policy engine in mode `ENFORCE`',
      });
    }
  }),
};
