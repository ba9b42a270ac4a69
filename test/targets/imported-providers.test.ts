import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { evaluateRuleOn, linesOf } from '../../build-tools/rule-examples/evaluate-rule';
import { Gateway } from '../../src';
import { GRANTS_RULES } from '../../src/rules/grants';
import { ACCOUNT, ENV, newApp, newStack, only, openApi, REGION } from '../builders';
import { modelOfApp } from '../rules/upstream-apps';

const VAULT = (name: string) => `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:token-vault/${name}`;
const SECRET = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`;

function stackWith(credentials: agentcore.ICredentialProviderConfig) {
  const stack = newStack(newApp(), 'Stack', { env: ENV });
  new Gateway(stack, 'Gateway').addOpenApiTarget('Pets', {
    apiSchema: agentcore.ApiSchema.fromInline(openApi('pets')), credentialProviderConfigurations: [credentials],
  });
  return stack;
}

const ROWS: readonly [string, string, agentcore.ICredentialProviderConfig][] = [
  ['an API key in the default vault', 'default', agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
    providerArn: `${VAULT('default')}/apikeycredentialprovider/pets`, secretArn: SECRET('bedrock-agentcore-identity!default/apikey/pets-AbCdEf'),
  })],
  ['an API key in another vault', 'team', agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
    providerArn: `${VAULT('team')}/apikeycredentialprovider/pets`, secretArn: SECRET('bedrock-agentcore-identity!team/apikey/pets-AbCdEf'),
  })],
  ['an API key in a secret of the user', 'default', agentcore.GatewayCredentialProvider.fromApiKeyIdentityArn({
    providerArn: `${VAULT('default')}/apikeycredentialprovider/pets`, secretArn: SECRET('pets-AbCdEf'),
  })],
  ['an OAuth client in another vault, in a secret of the user', 'team', agentcore.GatewayCredentialProvider.fromOauthIdentityArn({
    providerArn: `${VAULT('team')}/oauth2credentialprovider/pets`, secretArn: SECRET('pets-AbCdEf'), scopes: ['read'],
  })],
];

describe.each(ROWS)('credentials from a provider that is imported by its ARN: %s', (_, vault, credentials) => {
  test('are granted as the rules require', () => {
    const model = modelOfApp(stackWith(credentials).node.root as Parameters<typeof modelOfApp>[0]);
    const found = GRANTS_RULES.flatMap((rule) => {
      const verdict = evaluateRuleOn(rule, model);
      return verdict.is === 'fail' ? linesOf(verdict) : [];
    });
    expect(found).toEqual([]);
  });

  test('are read from the vault in the ARN, and from no other', () => {
    const { Statement } = only(stackWith(credentials), 'AWS::IAM::Policy').Properties.PolicyDocument;
    const resources = JSON.stringify(Statement).match(/token-vault\/\w+/g) ?? [];
    expect([...new Set(resources)]).toEqual([`token-vault/${vault}`]);
  });
});
