import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authJwtConfigurationMissing: Rule = {
  id: 'auth-jwt-configuration-missing',
  group: 'auth',
  severity: 'error',
  sentence: 'A gateway with the authorizer type CUSTOM_JWT has an authorizer configuration.',
  why: 'The service returns "AuthorizerConfiguration is required for CUSTOM_JWT authorizer type". CloudFormation\'s schema does not compare the two properties.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-create-api.html',
  evaluate: ({ model }) => evaluateEach(model.gateways, (evaluation, gateway) => {
    const { type, jwt, configurationUnknown } = gateway.authorizer;
    if (!type) return;
    if (!type.known) return jwt ? evaluation.pass() : evaluation.unknown(`the authorizer type of ${gateway.path} is unresolved until deployment`);
    if (type.text !== 'CUSTOM_JWT') return;
    if (jwt) return evaluation.pass();
    if (configurationUnknown) return evaluation.unknown(`the authorizer configuration of ${gateway.path} is unresolved until deployment`);
    evaluation.fail({
      at: placeOf(gateway),
      message: 'the authorizer type is `CUSTOM_JWT`, but there is no authorizer configuration',
      fix: 'add `AuthorizerConfiguration.CustomJWTAuthorizer` with the discovery URL of the identity provider, or use the authorizer type `AWS_IAM`',
    });
  }),
};
