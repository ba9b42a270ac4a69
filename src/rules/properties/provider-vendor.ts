import { evaluateType } from './lib/combination';
import { isRecord, property, textOf } from '../../model/value';
import { CREDENTIAL_PROVIDERS } from '../../service/identity';
import { isUnresolved } from '../lib/places';
import { quoted } from '../lib/wording';
import type { Rule } from '../rule';

/** Vendors with a configuration of their own. All others are in `IncludedOauth2ProviderConfig`. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  AtlassianOauth2: 'AtlassianOauth2ProviderConfig',
  CustomOauth2: 'CustomOauth2ProviderConfig',
  GithubOauth2: 'GithubOauth2ProviderConfig',
  GoogleOauth2: 'GoogleOauth2ProviderConfig',
  LinkedinOauth2: 'LinkedinOauth2ProviderConfig',
  MicrosoftOauth2: 'MicrosoftOauth2ProviderConfig',
  SalesforceOauth2: 'SalesforceOauth2ProviderConfig',
  SlackOauth2: 'SlackOauth2ProviderConfig',
};
const INCLUDED = 'IncludedOauth2ProviderConfig';

export const propertiesProviderVendor: Rule = {
  id: 'properties-provider-vendor',
  group: 'properties',
  severity: 'error',
  sentence: 'An OAuth2 credential provider has the configuration of its vendor.',
  why: 'The service returns "Provided configuration does not match selected type".',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html',
  evaluate: ({ model }) => evaluateType(model, CREDENTIAL_PROVIDERS.OAUTH.resourceType, ({ path, properties }) => {
    const vendor = textOf(property(properties, 'CredentialProviderVendor'));
    const input = property(properties, 'Oauth2ProviderConfigInput');
    if (!vendor || input === undefined) return undefined;
    if (!vendor.known || isUnresolved(input)) return { unknown: `the vendor or the configuration of ${path} is unresolved until deployment` };
    const given = isRecord(input) ? Object.keys(input) : [];
    const wanted = Object.hasOwn(CONFIGURATIONS, vendor.text) ? CONFIGURATIONS[vendor.text] : INCLUDED;
    if (given.length === 1 && (given[0] === wanted || (given[0] === INCLUDED && vendor.text !== 'CustomOauth2'))) return undefined;
    return {
      message: `the vendor is \`${vendor.text}\`, but the configuration is ${given.length === 0 ? 'empty' : quoted(given)}`,
      fix: `write \`${wanted}\`${given.length > 0 ? ', or the vendor of the configuration' : ''}`,
    };
  }),
};
