import { enforcesPolicies } from '../auth/lib/protection';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityPolicyEnforced: Rule = {
  id: 'security-policy-enforced',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway has a policy engine in mode ENFORCE.',
  why: 'Prowler fails gateways without a policy engine, and gateways whose policy engine is in another mode.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12626',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    switch (enforcesPolicies(gateway)) {
      case 'yes': return evaluation.pass();
      case 'unknown': return evaluation.unknown(`it is unknown until deployment whether ${gateway.path} enforces policies`);
      default: evaluation.fail({
        at: placeOf(gateway),
        message: gateway.policyEngine ? `the policy engine is in mode \`${gateway.policyEngine.mode?.text ?? 'LOG_ONLY'}\`` : 'there is no policy engine',
        fix: 'attach a policy engine in mode `ENFORCE`',
      });
    }
  }),
};
