import type { Runtime } from '../../model/gateway-model';
import { property, textsOf } from '../../model/value';
import { evaluateEach, placeOf, isUnresolved } from '../lib/places';
import type { Evaluation, Rule } from '../rule';

export const securityIdentityPropagation: Rule = {
  id: 'security-identity-propagation',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'An agent that calls a gateway receives the token of the user.',
  why: 'Without the token, the gateway authorizes tool calls only by the agent\'s role. Prowler requires a JWT authorizer and an Authorization header that is forwarded to the agent.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12638',
  evaluate: ({ model }) => {
    const calling = new Set(model.callers.flatMap(({ usedBy }) => usedBy));
    return evaluateEach(model.runtimes.filter(({ address }) => calling.has(address)), evaluateRuntime);
  },
};

function evaluateRuntime(evaluation: Evaluation, runtime: Runtime): void {
  const authorizer = property(runtime.properties, 'AuthorizerConfiguration');
  if (!runtime.jwt && authorizer !== undefined) return evaluation.unknown(`the authorizer of ${runtime.path} is unresolved until deployment`);
  if (!runtime.jwt) {
    return evaluation.fail({
      at: placeOf(runtime),
      message: 'callers of the agent sign with IAM, so the agent cannot identify its users',
      fix: 'add `AuthorizerConfiguration.CustomJWTAuthorizer`, and `Authorization` to `RequestHeaderConfiguration.RequestHeaderAllowlist`',
    });
  }
  const configuration = property(runtime.properties, 'RequestHeaderConfiguration');
  const { items, known } = textsOf(property(configuration, 'RequestHeaderAllowlist'));
  if (items.some(({ text }) => text.toLowerCase() === 'authorization')) return evaluation.pass();
  if (!known || isUnresolved(configuration) || items.some((item) => !item.known)) return evaluation.unknown(`the headers that ${runtime.path} receives are unresolved until deployment`);
  evaluation.fail({
    at: placeOf(runtime),
    message: 'callers of the agent send a token, but the agent does not receive it',
    fix: 'add `Authorization` to `RequestHeaderConfiguration.RequestHeaderAllowlist`',
  });
}
