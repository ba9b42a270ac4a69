import { hasWebAcl } from '../auth/lib/protection';
import { judgeEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityGatewayWaf: Rule = {
  id: 'security-gateway-waf',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway is behind a web ACL of AWS WAF.',
  why: 'Prowler fails gateways without one.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12628',
  judge: ({ model }) => judgeEach(model.gateways, (judgement, gateway) => {
    switch (hasWebAcl(model, gateway)) {
      case 'yes': return judgement.pass();
      case 'unknown': return judgement.cannotTell(`only the deployment knows whether a web ACL is associated with ${gateway.path}`);
      default: judgement.fail({
        at: placeOf(gateway),
        message: 'no web ACL is associated with the gateway',
        fix: 'add an `AWS::WAFv2::WebACLAssociation` with the ARN of the gateway as `ResourceArn`',
      });
    }
  }),
};
