import { evaluateEach, placeOf } from '../lib/places';
import { placeAt } from '../lib/wording';
import type { Rule } from '../rule';
import { allowsEverything } from './lib/protection';

export const authWebAclOpen: Rule = {
  id: 'auth-web-acl-open',
  group: 'auth',
  severity: 'warning',
  sentence: 'The web ACL of a gateway can block a request.',
  why: 'A web ACL whose default action is `Allow`, and that has no rules, allows every request.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-default-action.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    for (const { webAcl } of gateway.webAcls) {
      if (webAcl?.address === undefined) continue;
      if (!allowsEverything(model, webAcl)) {
        evaluation.pass();
      } else {
        evaluation.fail({
          at: placeOf(gateway),
          with: [placeAt(model, webAcl.address)],
          message: `web ACL ${placeAt(model, webAcl.address).path} allows every request: its default action is \`Allow\`, and it has no rules`,
          fix: 'add rules to the web ACL, or use the default action `Block`',
        });
      }
    }
  }),
};
