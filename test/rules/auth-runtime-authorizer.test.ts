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
    ['signatures for a server that takes tokens', withTarget(mcpRuntimeTarget('Docs'), TOKENS),
      'S1/Target: calls are signed (`GATEWAY_IAM_ROLE`), and runtime S1/Docs takes JSON web tokens; give the target `OAUTH` credentials, or remove `AuthorizerConfiguration` from the runtime (with S1/Docs)'],
    ['signatures for an agent that takes tokens', withTarget(agent(), { Gateway: httpGateway(), ...TOKENS }), 'takes JSON web tokens'],
    ['a token for a server that takes signatures', withTarget(mcpRuntimeTarget('Docs', OAUTH), SIGNATURES),
      'calls bring a token (`OAUTH CLIENT_CREDENTIALS`), and runtime S1/Docs takes AWS signatures; give the target `GATEWAY_IAM_ROLE` credentials'],
    ['the caller\'s token for an agent that takes signatures', withTarget(agent(PASSED), { Gateway: httpGateway(), ...SIGNATURES }), 'calls bring a token (`JWT_PASSTHROUGH`)'],
  ],
  passes: [
    ['signatures', withTarget(mcpRuntimeTarget('Docs'), SIGNATURES)], ['tokens', withTarget(mcpRuntimeTarget('Docs', OAUTH), TOKENS)],
    ['an empty configuration', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime({ AuthorizerConfiguration: {} }) })],
  ],
  doesNotApply: [['a runtime elsewhere', withTarget(mcpTarget('https://docs.example.com/mcp', OAUTH))], ['no credentials, which is another rule\'s', withTarget(mcpRuntimeTarget('Docs', { CredentialProviderConfigurations: { Ref: 'AWS::NoValue' } }), TOKENS)]],
  cannotTell: [
    ['an authorizer that is a parameter', withTarget(mcpRuntimeTarget('Docs'), { Docs: runtime({ AuthorizerConfiguration: UNKNOWN }) }), 'the authorizer of S1/Docs'],
    ['credentials that are a parameter', withTarget(mcpRuntimeTarget('Docs', { CredentialProviderConfigurations: UNKNOWN }), TOKENS), 'the credentials of S1/Target'],
  ],
});
