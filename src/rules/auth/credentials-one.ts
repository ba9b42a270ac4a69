import { isList, property } from '../../model/value';
import { evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const authCredentialsOne: Rule = {
  id: 'auth-credentials-one',
  group: 'auth',
  severity: 'error',
  sentence: 'A target has exactly one credential provider configuration, or omits the property.',
  why: 'The service rejects a second configuration and an empty list.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateGatewayTarget.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    const { credentials: { items, known } } = target;
    const written = property(model.resources[target.address].properties, 'CredentialProviderConfigurations');
    if (written === undefined) return;
    if (items.length > 1) {
      return evaluation.fail({
        at: placeOf(target), message: `${items.length} credential provider configurations are given, and a target allows only one`, fix: 'keep one of them',
      });
    }
    if (!known) return evaluation.unknown(`the credentials of ${target.path} are unresolved until deployment`);
    if (isList(written) && written.length === 0) {
      return evaluation.fail({
        at: placeOf(target),
        message: 'the list of credential provider configurations is empty, which the service rejects',
        fix: 'add a configuration, or omit the property to call the target without credentials',
      });
    }
    evaluation.pass();
  }),
};
