import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authJwtConfigurationUnused: Rule = {
  id: 'auth-jwt-configuration-unused',
  group: 'auth',
  severity: 'error',
  sentence: 'Only a gateway with the authorizer type CUSTOM_JWT or AUTHENTICATE_ONLY has an authorizer configuration.',
  why: 'The service returns "AuthorizerConfiguration should be null" for other authorizer types.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-create-api.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { type, jwt } = gateway.authorizer;
    if (!jwt || !type) return;
    if (!type.known) return evaluation.unknown(`the authorizer type of ${gateway.path} is unresolved until deployment`);
    if (['CUSTOM_JWT', 'AUTHENTICATE_ONLY'].includes(type.text)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(gateway),
      message: `a JWT authorizer is configured, but the authorizer type is \`${type.text}\``,
      fix: 'use the authorizer type `CUSTOM_JWT`, or remove `AuthorizerConfiguration`',
    });
  }),
};
