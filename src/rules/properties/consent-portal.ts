import { isList, property, textsOf } from '../../model/value';
import { CONSENT_PORTAL, SIGN_IN_SCOPE } from '../../service/consent-portal';
import { gatewayOfPortal } from '../lib/consent-portals';
import { ofType } from '../lib/needs/resources';
import { evaluateEach, isUnresolved, knownText, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const propertiesConsentPortal: Rule = {
  id: 'properties-consent-portal',
  group: 'properties',
  severity: 'error',
  sentence: 'A consent portal has one gateway, whose inbound authorization is JWT, and requests the scope openid.',
  why: 'Users sign in at the identity provider that the gateway trusts, and OpenID Connect requires the scope openid. The service rejects other portals.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal-prerequisites.html',
  evaluate: ({ model }) => evaluateEach(ofType(model, CONSENT_PORTAL), (evaluation, { path, properties, ...portal }) => {
    const at = placeOf({ path, ...portal });
    const sources = property(properties, 'Sources');
    if (isList(sources) && sources.length !== 1) evaluation.fail({ at, message: `the portal has ${sources.length} sources`, fix: 'give it exactly one, of type `agentcore-gateway`' });
    const gateway = gatewayOfPortal(model, sources);
    const type = knownText(gateway?.authorizer.type);
    if (gateway && type !== undefined && type !== 'CUSTOM_JWT') {
      evaluation.fail({ at, with: [placeOf(gateway)], message: `the authorizer type of gateway ${gateway.path} is \`${type}\``, fix: 'use a gateway with the authorizer type `CUSTOM_JWT`' });
    }
    const scopes = textsOf(property(properties, 'IdpConfig', 'Scopes'));
    const asksForUser = scopes.items.some(({ text }) => text === SIGN_IN_SCOPE);
    if (!asksForUser && scopes.known && scopes.items.every(({ known }) => known)) evaluation.fail({ at, message: `the scopes do not contain \`${SIGN_IN_SCOPE}\``, fix: `add \`${SIGN_IN_SCOPE}\` to \`Scopes\`` });
    else if (!asksForUser || isUnresolved(sources) || (gateway && type === undefined)) evaluation.unknown(`a part of ${path} is unresolved until deployment`);
    else evaluation.pass();
  }),
};
