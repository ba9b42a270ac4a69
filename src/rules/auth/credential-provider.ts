import type { Credential, Target } from '../../model/gateway-model';
import { property } from '../../model/value';
import { CREDENTIAL_PROVIDERS } from '../../service/identity';
import { evaluateEach, placeOf } from '../lib/places';
import type { RuleFinding, Rule, RuleContext } from '../rule';
import { outboundOf } from './lib/outbound-credentials';

export const authCredentialProvider: Rule = {
  id: 'auth-credential-provider',
  group: 'auth',
  severity: 'error',
  sentence: 'The credentials of a target have the settings of their type, and name a credential provider of that type.',
  why: 'The service rejects the target, or cannot obtain the credentials. CloudFormation\'s schema does not compare type and settings.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html',
  evaluate: (input) => evaluateEach(input.model.targets, (evaluation, target) => {
    const outbound = outboundOf(target);
    if (outbound.is === 'unknown') return evaluation.unknown(outbound.because);
    if (outbound.is !== 'known' || !outbound.credential) return;
    const finding = faultOf(input, target, outbound.credential);
    if (finding) evaluation.fail(finding);
    else evaluation.pass();
  }),
};

function faultOf({ model }: RuleContext, target: Target, credential: Credential): RuleFinding | undefined {
  const type = credential.type!.text;
  const wanted = type === 'OAUTH' || type === 'API_KEY' ? CREDENTIAL_PROVIDERS[type] : undefined;
  const at = placeOf(target);
  const other = Object.values(CREDENTIAL_PROVIDERS).find((provider) => provider !== wanted && settings(credential, provider.setting) !== undefined);
  if (other) {
    return { at, message: `credentials \`${type}\` are given with \`${other.setting}\``, fix: wanted ? `write \`${wanted.setting}\`` : `remove \`${other.setting}\`` };
  }
  if (!wanted) return undefined;
  if (settings(credential, wanted.setting) === undefined) {
    return { at, message: `credentials \`${type}\` are given without \`${wanted.setting}\``, fix: `add \`CredentialProvider.${wanted.setting}\` with the ARN of ${wanted.text} credential provider` };
  }
  const { provider } = credential;
  const wrong = Object.values(CREDENTIAL_PROVIDERS).find((candidate) => candidate !== wanted && provider && (provider.address === undefined
    ? provider.text.includes(`/${candidate.arnPart}/`)
    : model.resources[provider.address].type === candidate.resourceType));
  if (!wrong || !provider) return undefined;
  const inApp = provider.address === undefined ? undefined : model.credentialProviders.find(({ address }) => address === provider.address);
  return {
    at,
    ...inApp ? { with: [placeOf(inApp)] } : {},
    message: `credentials \`${type}\` name ${inApp ? inApp.path : `\`${provider.text}\``}, which is ${wrong.text} credential provider`,
    fix: `name ${wanted.text} credential provider, or write credentials of type \`${type === 'OAUTH' ? 'API_KEY' : 'OAUTH'}\``,
  };
}

function settings({ properties }: Credential, name: string) {
  return property(properties, 'CredentialProvider', name);
}
