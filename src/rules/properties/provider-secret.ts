import { stateOf } from './lib/combination';
import { isRecord, property, Resolved, textOf } from '../../model/value';
import { CREDENTIAL_PROVIDERS } from '../../service/identity';
import { ofType } from '../lib/needs/resources';
import { evaluateEach, placeOf } from '../lib/places';
import type { RuleFinding, Rule } from '../rule';

interface SecretSettings {
  readonly at: Resolved;
  readonly value: string;
  readonly reference: string;
  readonly source: string;
  /** Whether a provider may have no secret. */
  readonly optional: boolean;
}

export const propertiesProviderSecret: Rule = {
  id: 'properties-provider-secret',
  group: 'properties',
  severity: 'error',
  sentence: 'A credential provider has the secret that its source requires: the value for MANAGED, the reference for EXTERNAL.',
  why: 'The service rejects a provider without the secret of its source, or with the other one.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateApiKeyCredentialProvider.html',
  evaluate: ({ model }) => evaluateEach(Object.values(CREDENTIAL_PROVIDERS).flatMap(({ resourceType }) => ofType(model, resourceType)), (evaluation, resource) => {
    const settings = resource.type === CREDENTIAL_PROVIDERS.API_KEY.resourceType ? apiKeyOf(resource.properties) : oauthOf(resource.properties);
    if (!settings) return;
    const source = textOf(property(settings.at, settings.source));
    const [value, reference] = [stateOf(settings.at, settings.value), stateOf(settings.at, settings.reference)];
    if (source?.known === false || value === 'unknown' || reference === 'unknown') return evaluation.unknown(`the secret of ${resource.path} is unresolved until deployment`);
    const fault = faultOf(settings, source?.text ?? 'MANAGED', value === 'set', reference === 'set', source !== undefined);
    if (fault) evaluation.fail({ at: placeOf(resource), ...fault });
    else evaluation.pass();
  }),
};

function faultOf({ value, reference, source, optional }: SecretSettings, kind: string, hasValue: boolean, hasReference: boolean, isWritten: boolean): Pick<RuleFinding, 'message' | 'fix'> | undefined {
  const because = isWritten ? `\`${source}\` is \`${kind}\`` : `there is no \`${source}\`, which means \`MANAGED\``;
  if (kind === 'MANAGED') {
    if (hasReference) return { message: `${because}, but \`${reference}\` is set`, fix: `set \`${source}\` to \`EXTERNAL\`, or write \`${value}\` instead` };
    return hasValue || optional ? undefined : { message: `${because}, but there is no \`${value}\``, fix: `add \`${value}\`, or set \`${source}\` to \`EXTERNAL\` and add \`${reference}\`` };
  }
  if (kind !== 'EXTERNAL') return undefined;
  if (hasValue) return { message: `${because}, but \`${value}\` is set`, fix: `remove \`${value}\`, or set \`${source}\` to \`MANAGED\`` };
  return hasReference ? undefined : { message: `${because}, but there is no \`${reference}\``, fix: `add \`${reference}\` with the ARN and the JSON key of the secret` };
}

function apiKeyOf(properties: Resolved): SecretSettings {
  return { at: properties, value: 'ApiKey', reference: 'ApiKeySecretConfig', source: 'ApiKeySecretSource', optional: false };
}

function oauthOf(properties: Resolved): SecretSettings | undefined {
  const input = property(properties, 'Oauth2ProviderConfigInput');
  const [configuration, ...others] = isRecord(input) ? Object.values(input) : [];
  if (!isRecord(configuration) || others.length > 0) return undefined;
  const method = property(configuration, 'ClientAuthenticationMethod');
  // A client that authenticates with a signed token or as an AWS principal has no secret.
  const optional = method !== undefined && !['CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST'].includes(String(method));
  return { at: configuration, value: 'ClientSecret', reference: 'ClientSecretConfig', source: 'ClientSecretSource', optional };
}
