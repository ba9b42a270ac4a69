import { testRule } from './rows';
import { iamRole, invocationUrl, lambdaTarget, mcpRuntimeTarget, mcpTarget, oauth, runtime, template, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authSigningRegion } from '../../src/rules/auth/signing-region';

const URL = 'https://x-abcdefghij.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp';
const signed = (more = {}) => ({ CredentialProviderConfigurations: iamRole('bedrock-agentcore', more) });
const server = { template: template({ Docs: runtime() }, { Outputs: { Url: { Value: invocationUrl('Docs') } } }), stackName: 'Servers', region: 'us-east-1' };
const urlElsewhere = { 'Fn::GetStackOutput': { StackName: 'Servers', OutputName: 'Url', Region: 'us-east-1' } };

testRule(authSigningRegion, {
  fails: [
    ['a region that is not that of the endpoint', withTarget(mcpTarget(URL, signed({ Region: 'us-east-1' }))),
      'S1/Target: calls are signed for region `us-east-1`, but the endpoint is in `eu-west-1`; write `eu-west-1` as the region of `IamCredentialProvider`'],
    ['a gateway in another region', { template: withTarget(mcpTarget(URL, signed())), region: 'us-east-1' }, 'signed for region `us-east-1`, the region of the gateway, but the endpoint is in `eu-west-1`'],
    ['a runtime of the app in another region', [server, { template: withTarget(mcpTarget(urlElsewhere, signed())), region: 'eu-west-1' }], 'the endpoint is in `us-east-1`'],
  ],
  passes: [
    ['the region of the endpoint', withTarget(mcpTarget(URL, signed({ Region: 'eu-west-1' })))],
    ['a gateway in the region of the endpoint', { template: withTarget(mcpTarget(URL, signed())), region: 'eu-west-1' }],
  ],
  doesNotApply: [
    ['a host of someone else', withTarget(mcpTarget('https://docs.example.com', signed()))], ['OAuth', withTarget(mcpTarget(URL, { CredentialProviderConfigurations: oauth() }))],
    ['a Lambda function', withTarget(lambdaTarget())], ['an endpoint for any region', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime() })],
  ],
  isUnknown: [
    ['a stack for any region', withTarget(mcpTarget(URL, signed())), 'the region that calls to S1/Target are signed for'],
    ['a region that is a parameter', withTarget(mcpTarget(URL, signed({ Region: UNKNOWN }))), 'the region that calls to S1/Target are signed for'],
  ],
});
