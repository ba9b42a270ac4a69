import { evaluateEach } from '../lib/places';
import type { Rule } from '../rule';
import { evaluateName } from './lib/name-form';
import { CREDENTIAL_PROVIDER_NAME } from '../../service/names';

export const namesCredentialProviderInvalid: Rule = {
  id: 'names-credential-provider-invalid',
  group: 'names',
  severity: 'error',
  sentence: 'A credential provider has a valid name.',
  why: 'The service rejects the credential provider. CloudFormation\'s schema does not check names that contain intrinsic functions.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html',
  evaluate: ({ model }) => evaluateEach(model.credentialProviders, (evaluation, provider) => evaluateName(evaluation, provider, provider.name, CREDENTIAL_PROVIDER_NAME)),
};
