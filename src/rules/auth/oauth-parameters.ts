import { isRecord } from '../../model/value';
import { evaluateEach, isUnresolved, placeOf } from '../lib/places';
import { listed } from '../lib/wording';
import type { Rule } from '../rule';

/** OAuth parameters that the service sets, and where their values come from. */
const OWN: Readonly<Record<string, string>> = {
  scope: '`Scopes` of the target',
  scopes: '`Scopes` of the target',
  grant_type: '`GrantType` of the target',
  redirect_uri: '`DefaultReturnUrl` of the target',
  client_id: 'the credential provider',
  client_secret: 'the credential provider',
  response_type: 'the service',
  code: 'the service',
  state: 'the service',
  code_challenge: 'the service',
  code_challenge_method: 'the service',
  code_verifier: 'the service',
  subject_token: 'the caller',
  assertion: 'the caller',
};

export const authOauthParameters: Rule = {
  id: 'auth-oauth-parameters',
  group: 'auth',
  severity: 'warning',
  sentence: 'The custom parameters of OAuth credentials contain no parameter that has its own property.',
  why: 'The service sets these parameters itself. The identity provider rejects a request with two values, or one of the two is ignored.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_OAuthCredentialProvider.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    for (const { customParameters } of target.credentials.items) {
      if (customParameters === undefined) continue;
      if (isUnresolved(customParameters)) {
        evaluation.unknown(`the custom parameters of ${target.path} are unresolved until deployment`);
        continue;
      }
      const own = isRecord(customParameters) ? Object.keys(customParameters).filter((name) => Object.hasOwn(OWN, name.toLowerCase())) : [];
      if (own.length === 0) {
        evaluation.pass();
        continue;
      }
      evaluation.fail({
        at: placeOf(target),
        message: `\`CustomParameters\` contains ${listed(own.map((name) => `\`${name}\`, whose value comes from ${OWN[name.toLowerCase()]}`))}`,
        fix: `remove ${listed(own.map((name) => `\`${name}\``))} from \`CustomParameters\``,
      });
    }
  }),
};
