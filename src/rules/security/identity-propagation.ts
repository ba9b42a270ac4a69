import type { Runtime } from '../../model/gateway-model';
import { property, textsOf } from '../../model/value';
import { judgeEach, placeOf, waits } from '../lib/places';
import type { Judgement, Rule } from '../rule';

export const securityIdentityPropagation: Rule = {
  id: 'security-identity-propagation',
  group: 'security',
  pack: 'security',
  severity: 'error',
  sentence: 'An agent that calls a gateway gets the token of the user it acts for.',
  why: 'Without the token tool calls are authorized by the agent\'s role alone. Prowler wants a JWT authorizer and the Authorization header passed on to the agent.',
  source: 'https://github.com/prowler-cloud/prowler/issues/12638',
  judge: ({ model }) => {
    const calling = new Set(model.callers.flatMap(({ usedBy }) => usedBy));
    return judgeEach(model.runtimes.filter(({ address }) => calling.has(address)), judgeRuntime);
  },
};

function judgeRuntime(judgement: Judgement, runtime: Runtime): void {
  const authorizer = property(runtime.properties, 'AuthorizerConfiguration');
  if (!runtime.jwt && authorizer !== undefined) return judgement.cannotTell(`only the deployment knows the authorizer of ${runtime.path}`);
  if (!runtime.jwt) {
    return judgement.fail({
      at: placeOf(runtime),
      message: 'callers of the agent sign with IAM, so it does not know its users',
      fix: 'add `AuthorizerConfiguration.CustomJWTAuthorizer`, and `Authorization` to `RequestHeaderConfiguration.RequestHeaderAllowlist`',
    });
  }
  const configuration = property(runtime.properties, 'RequestHeaderConfiguration');
  const { items, known } = textsOf(property(configuration, 'RequestHeaderAllowlist'));
  if (items.some(({ text }) => text.toLowerCase() === 'authorization')) return judgement.pass();
  if (!known || waits(configuration) || items.some((item) => !item.known)) return judgement.cannotTell(`only the deployment knows which headers ${runtime.path} gets`);
  judgement.fail({
    at: placeOf(runtime),
    message: 'callers of the agent bring a token, and the agent does not get it',
    fix: 'add `Authorization` to `RequestHeaderConfiguration.RequestHeaderAllowlist`',
  });
}
