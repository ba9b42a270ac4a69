import { hasWebAcl } from '../auth/lib/protection';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityGatewayWaf: Rule = {
  id: 'security-gateway-waf',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway is behind a web ACL of AWS WAF.',
  why: 'Prowler fails gateways without one.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12628',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    switch (hasWebAcl(model, gateway)) {
      case 'yes': return evaluation.pass();
      case 'unknown': return evaluation.unknown(`only the deployment knows whether a web ACL is associated with ${gateway.path}`);
      default: evaluation.fail({
        at: placeOf(gateway),
        message: 'no web ACL is associated with the gateway',
        fix: 'add an `AWS::WAFv2::WebACLAssociation` with the ARN of the gateway as `ResourceArn`',
      });
    }
  }),
};
