import { property, textOf } from '../../model/value';
import { alwaysTogether, evaluateEach, knownText, placeOf } from '../lib/places';
import { placeAt } from '../lib/wording';
import type { Rule } from '../rule';

export const propertiesWebAcl: Rule = {
  id: 'properties-web-acl',
  group: 'properties',
  severity: 'error',
  sentence: 'A gateway has one web ACL, whose scope is REGIONAL.',
  why: 'AWS WAF associates a web ACL of scope CLOUDFRONT only with CloudFront, and a second association replaces the first.',
  source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const [first, ...others] = gateway.webAcls;
    for (const { association } of others) {
      if (!alwaysTogether(model, first.association, association)) {
        evaluation.unknown(`it is unknown until deployment whether ${placeAt(model, first.association).path} and ${placeAt(model, association).path} are both created`);
        continue;
      }
      evaluation.fail({
        at: placeAt(model, association),
        with: [placeOf(gateway), placeAt(model, first.association)],
        message: `gateway ${gateway.path} already has a web ACL, by ${placeAt(model, first.association).path}`,
        fix: 'write all rules into one web ACL, and remove one association',
      });
    }
    for (const { association, webAcl } of gateway.webAcls) {
      const scope = webAcl?.address === undefined ? undefined : textOf(property(model.resources[webAcl.address].properties, 'Scope'));
      if (scope?.text === 'CLOUDFRONT' || (webAcl?.known && webAcl.text.includes(':global/'))) {
        evaluation.fail({
          at: placeAt(model, association),
          with: [placeOf(gateway)],
          message: 'the scope of the web ACL is `CLOUDFRONT`',
          fix: 'associate a web ACL of scope `REGIONAL`',
        });
      } else if (webAcl?.known || knownText(scope) !== undefined) {
        evaluation.pass();
      } else {
        evaluation.unknown(`the scope of the web ACL of ${gateway.path} is unresolved until deployment`);
      }
    }
  }),
};
