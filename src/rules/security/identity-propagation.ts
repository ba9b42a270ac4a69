import type { Runtime } from '../../model/gateway-model';
import { property, textsOf } from '../../model/value';
import { evaluateEach, placeOf, waits } from '../lib/places';
import type { Evaluation, Rule } from '../rule';

export const securityIdentityPropagation: Rule = {
  id: 'security-identity-propagation',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'An agent that calls a gateway gets the token of the user it acts for.',
  why: 'Without the token tool calls are authorized by the agent\'s role alone. Prowler wants a JWT authorizer and the Authorization header passed on to the agent.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12638',
  evaluate: ({ model }) => {
    const calling = new Set(model.callers.flatMap(({ usedBy }) => usedBy));
    return evaluateEach(model.runtimes.filter(({ address }) => calling.has(address)), evaluateRuntime);
  },
};

function evaluateRuntime(evaluation: Evaluation, runtime: Runtime): void {
  const authorizer = property(runtime.properties, 'AuthorizerConfiguration');
  if (!runtime.jwt && authorizer !== undefined) return evaluation.unknown(`only the deployment knows the authorizer of ${runtime.path}`);
  if (!runtime.jwt) {
    return evaluation.fail({
      at: placeOf(runtime),
      message: 'callers of the agent sign with IAM, so it does not know its users',
      fix: 'add `AuthorizerConfiguration.CustomJWTAuthorizer`, and `Authorization` to `RequestHeaderConfiguration.RequestHeaderAllowlist`',
    });
  }
  const configuration = property(runtime.properties, 'RequestHeaderConfiguration');
  const { items, known } = textsOf(property(configuration, 'RequestHeaderAllowlist'));
  if (items.some(({ text }) => text.toLowerCase() === 'authorization')) return evaluation.pass();
  if (!known || waits(configuration) || items.some((item) => !item.known)) return evaluation.unknown(`only the deployment knows which headers ${runtime.path} gets`);
  evaluation.fail({
    at: placeOf(runtime),
    message: 'callers of the agent bring a token, and the agent does not get it',
    fix: 'add `Authorization` to `RequestHeaderConfiguration.RequestHeaderAllowlist`',
  });
}
