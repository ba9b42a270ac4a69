import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName, NameForm } from './lib/name-form';

const PROVIDER_NAME: NameForm = {
  name: 'credential provider name',
  pattern: /^[a-zA-Z0-9\-_]{1,128}$/,
  characters: /[a-zA-Z0-9\-_]/,
  min: 1,
  max: 128,
  allowed: 'letters, digits, hyphens and underscores',
};

export const namesCredentialProviderInvalid: Rule = {
  id: 'names-credential-provider-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'The name of a credential provider has the form that the service takes.',
  why: 'The service refuses the credential provider. CloudFormation\'s schema does not look at names that are put together by functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html',
  evaluate: ({ model }) => evaluateEach(model.credentialProviders, (evaluation, provider) => evaluateName(evaluation, provider, provider.name, PROVIDER_NAME)),
};
