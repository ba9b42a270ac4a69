import type { JwtConfiguration, Located } from '../../model/gateway-model';
import { knownText, placeOf } from '../lib/places';
import { Evaluation, Rule } from '../rule';

export const authJwtConstraint: Rule = {
  id: 'auth-jwt-constraint',
  group: 'auth',
  severity: 'error',
  sentence: 'A JWT authorizer restricts the audience, the clients, the scopes or the claims of tokens.',
  why: 'The service returns "At least one of allowedAudience or allowedClients or allowedScopes or CustomClaims must be defined for CUSTOM_JWT authorizer". '
    + 'Without a restriction, every token of the identity provider would be valid.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomJWTAuthorizerConfiguration.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const gateway of model.gateways) {
      if (gateway.authorizer.jwt && knownText(gateway.authorizer.type) === 'CUSTOM_JWT') evaluateJwt(evaluation, gateway, gateway.authorizer.jwt);
    }
    for (const runtime of model.runtimes) if (runtime.jwt) evaluateJwt(evaluation, runtime, runtime.jwt);
    return evaluation.verdict;
  },
};

function evaluateJwt(evaluation: Evaluation, at: Located, { allowedAudience, allowedClients, allowedScopes, customClaims }: JwtConfiguration): void {
  const lists = [allowedAudience, allowedClients, allowedScopes, customClaims];
  if (lists.some(({ items }) => items.length > 0)) return evaluation.pass();
  if (lists.some(({ known }) => !known)) return evaluation.unknown(`the restrictions of the JWT authorizer of ${at.path} are unresolved until deployment`);
  evaluation.fail({
    at: placeOf(at),
    message: 'the JWT authorizer has a discovery URL, but restricts neither audience nor clients, scopes or claims',
    fix: 'add `AllowedAudience`, `AllowedClients`, `AllowedScopes` or `CustomClaims`',
  });
}
