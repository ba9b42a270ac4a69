import { API_KEY_LOCATIONS, CREDENTIAL_TYPES, GRANT_TYPES } from '../../service/values';
import { Enumeration, evaluateValue } from '../lib/enumeration';
import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';

const TYPE: Enumeration = { name: 'credential provider type', values: CREDENTIAL_TYPES };
const GRANT_TYPE: Enumeration = { name: 'OAuth grant type', values: GRANT_TYPES };
const LOCATION: Enumeration = { name: 'API key location', values: API_KEY_LOCATIONS };

export const authCredentialType: Rule = {
  id: 'auth-credential-type',
  group: 'auth',
  severity: 'error',
  sentence: 'A target has supported credential provider types, OAuth grant types and API key locations.',
  why: 'The service rejects the target. CloudFormation\'s schema allows any text.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html',
  evaluate: ({ model }) => evaluateEach(model.targets, (evaluation, target) => {
    for (const { type, grantType, location } of target.credentials.items) {
      evaluateValue(evaluation, target, type, TYPE);
      evaluateValue(evaluation, target, grantType, GRANT_TYPE);
      evaluateValue(evaluation, target, location, LOCATION);
    }
    if (!target.credentials.known) evaluation.unknown(`the credentials of ${target.path} are unresolved until deployment`);
  }),
};
