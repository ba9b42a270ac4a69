import { property } from '../../model/value';
import { CONSENT_PORTAL, CONSENT_RETURN_PATH } from '../../service/consent-portal';
import { gatewayOfPortal } from '../lib/consent-portals';
import { ofType } from '../lib/needs/resources';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authConsentReturnUrl: Rule = {
  id: 'auth-consent-return-url',
  group: 'auth',
  severity: 'warning',
  sentence: 'Users who grant access to a target of a gateway with a consent portal come back to the portal.',
  why: 'The portal binds the consent to the session of the user. From another return URL, the consent never reaches the portal.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-configure-consent-portal-target.html',
  evaluate: ({ model }) => evaluateEach(ofType(model, CONSENT_PORTAL), (evaluation, portal) => {
    const gateway = gatewayOfPortal(model, property(portal.properties, 'Sources'));
    for (const target of model.targets.filter((one) => gateway && one.gateway?.address === gateway.address)) {
      const outbound = outboundOf(target);
      if (outbound.is !== 'known' || outbound.kind !== 'OAUTH_AUTHORIZATION_CODE' || !outbound.credential?.defaultReturnUrl) continue;
      const { text, known } = outbound.credential.defaultReturnUrl;
      if (text.endsWith(CONSENT_RETURN_PATH)) {
        evaluation.pass();
      } else if (!known) {
        evaluation.unknown(`the return URL of ${target.path} is unresolved until deployment`);
      } else {
        evaluation.fail({
          at: placeOf(target),
          with: [placeOf(portal)],
          message: `the return URL is \`${text}\`, not the one of consent portal ${portal.path}`,
          fix: `use the attribute \`PortalUrl\` of the portal, followed by ${CONSENT_RETURN_PATH}`,
        });
      }
    }
  }),
};
