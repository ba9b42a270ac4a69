import { hasWebAcl } from '../auth/lib/protection';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const securityGatewayWaf: Rule = {
  id: 'security-gateway-waf',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'A gateway is associated with an AWS WAF web ACL that can block requests.',
  why: 'Prowler fails gateways without a web ACL.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12628',
  supersedes: ['auth-web-acl-open'],
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    switch (hasWebAcl(model, gateway)) {
      case 'yes': return evaluation.pass();
      case 'unknown': return evaluation.unknown(`it is unknown until deployment whether a web ACL is associated with ${gateway.path}`);
      default: evaluation.fail({
        at: placeOf(gateway),
        message: gateway.webAcls.length > 0 ? 'the web ACL of the gateway allows every request: its default action is `Allow`, and it has no rules' : 'no web ACL is associated with the gateway',
        fix: gateway.webAcls.length > 0 ? 'add rules to the web ACL, or use the default action `Block`' : 'add an `AWS::WAFv2::WebACLAssociation` with the ARN of the gateway as `ResourceArn`',
      });
    }
  }),
};
