import { evaluateEach, knownText, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { enforcesPolicies, admitsOnlyAllowed, interceptsRequests } from './lib/protection';

export const authNoneOpen: Rule = {
  id: 'auth-none-open',
  group: 'auth',
  severity: 'warning',
  sentence: 'A gateway without inbound authorization is protected by an interceptor, a policy engine or AWS WAF.',
  why: 'Anyone on the internet can call its tools.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-inbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    if (knownText(gateway.authorizer.type) !== 'NONE') return;
    const protections = [interceptsRequests(gateway), enforcesPolicies(gateway), admitsOnlyAllowed(model, gateway)];
    if (protections.includes('yes')) return evaluation.pass();
    if (protections.includes('unknown')) return evaluation.unknown(`the protection of ${gateway.path}, which has no inbound authorization, is unresolved until deployment`);
    evaluation.fail({
      at: placeOf(gateway),
      message: `the authorizer type is \`NONE\`, and no interceptor, enforcing policy engine or web ACL protects the targets${gateway.webAcls.length > 0 ? ' (the web ACL allows requests by default)' : ''}`,
      fix: 'use the authorizer type `AWS_IAM` or `CUSTOM_JWT`, or add an interceptor, a policy engine or a web ACL with the default action `Block`',
    });
  }),
};
