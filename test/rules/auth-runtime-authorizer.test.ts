import { testRule } from './rows';
import { agentTarget, getAtt, httpGateway, JWT, mcpRuntimeTarget, mcpTarget, oauth, passedOn, runtime, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authRuntimeAuthorizer } from '../../src/rules/auth/runtime-authorizer';

const TOKENS = { Docs: runtime({ AuthorizerConfiguration: JWT }) };
const SIGNATURES = { Docs: runtime() };
const OAUTH = { CredentialProviderConfigurations: oauth() };
const PASSED = { CredentialProviderConfigurations: passedOn('JWT_PASSTHROUGH') };
const agent = (properties = {}) => agentTarget(getAtt('Docs', 'AgentRuntimeArn'), properties);

testRule(authRuntimeAuthorizer, {
  fails: [
    ['signatures for a server with a JWT authorizer', withTarget(mcpRuntimeTarget('Docs'), TOKENS),
      'S1/Target: calls are signed (`GATEWAY_IAM_ROLE`), but runtime S1/Docs requires JSON web tokens; use `OAUTH` credentials for the target, or remove `AuthorizerConfiguration` from the runtime (with S1/Docs)'],
    ['signatures for an agent with a JWT authorizer', withTarget(agent(), { Gateway: httpGateway(), ...TOKENS }), 'requires JSON web tokens'],
    ['a token for a server with IAM authorization', withTarget(mcpRuntimeTarget('Docs', OAUTH), SIGNATURES),
      'calls have a token (`OAUTH CLIENT_CREDENTIALS`), but runtime S1/Docs requires SigV4 signatures; use `GATEWAY_IAM_ROLE` credentials for the target'],
    ['the caller\'s token for an agent with IAM authorization', withTarget(agent(PASSED), { Gateway: httpGateway(), ...SIGNATURES }), 'calls have a token (`JWT_PASSTHROUGH`)'],
  ],
  passes: [
    ['signatures', withTarget(mcpRuntimeTarget('Docs'), SIGNATURES)], ['tokens', withTarget(mcpRuntimeTarget('Docs', OAUTH), TOKENS)],
    ['an empty configuration', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime({ AuthorizerConfiguration: {} }) })],
  ],
  doesNotApply: [['a runtime elsewhere', withTarget(mcpTarget('https://docs.example.com/mcp', OAUTH))], ['no credentials, which another rule reports', withTarget(mcpRuntimeTarget('Docs', { CredentialProviderConfigurations: { Ref: 'AWS::NoValue' } }), TOKENS)]],
  isUnknown: [
    ['an authorizer that is a parameter', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime({ AuthorizerConfiguration: UNKNOWN }) }), 'the authorizer of S1/Docs'],
    ['credentials that are a parameter', withTarget(mcpRuntimeTarget('Docs', { CredentialProviderConfigurations: UNKNOWN }), TOKENS), 'the credentials of S1/Target'],
  ],
});
