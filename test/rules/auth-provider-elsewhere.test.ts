import { testRule } from './rows';
import { getAtt, lambdaTarget, mcpTarget, oauth, resource, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authProviderElsewhere } from '../../src/rules/auth/provider-elsewhere';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const withProvider = (arn: unknown, more = {}) => {
  return withTarget(mcpTarget('https://docs.example.com/mcp', { CredentialProviderConfigurations: oauth(arn === undefined ? {} : { ProviderArn: arn }) }), more);
};
const arnIn = (region: string, account: string) => `arn:aws:bedrock-agentcore:${region}:${account}:token-vault/default/oauth2credentialprovider/idp`;

testRule(authProviderElsewhere, {
  fails: [
    ['a provider in another region', { template: withProvider(arnIn('us-east-1', HERE.account)), ...HERE },
      'S1/Target: its credential provider is in region `us-east-1`, but the target is in `eu-west-1`; use a credential provider in region `eu-west-1`'],
    ['a provider in another account', { template: withProvider(arnIn(HERE.region, '444455556666')), ...HERE }, 'is in account `444455556666`'],
    ['a region that differs, while accounts are not known', { template: withProvider(arnIn('us-east-1', HERE.account)), region: 'eu-west-1' }, 'in region `us-east-1`'],
  ],
  passes: [
    ['a provider in the same account and region', { template: withProvider(arnIn(HERE.region, HERE.account)), ...HERE }],
    ['a provider in the same stack', withProvider(getAtt('Idp', 'CredentialProviderArn'), { Idp: resource('AWS::BedrockAgentCore::OAuth2CredentialProvider', { Name: 'idp' }) })],
  ],
  doesNotApply: [['a target without a provider', withTarget(lambdaTarget())]],
  isUnknown: [
    ['a stack for any environment', withProvider(undefined), 'the account or the region of S1/Target or of its credential provider is unresolved until deployment'],
    ['an ARN that is a parameter', { template: withProvider(UNKNOWN), ...HERE }, 'S1/Target'],
  ],
});
