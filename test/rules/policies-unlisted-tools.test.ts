import { testRule } from './rows';
import { engine, gateway, mcpTarget, oauth, PARAMETERS, policy, template, UNKNOWN, withEngine } from '../../build-tools/rule-examples/templates';
import { policyUnlistedTools } from '../../src/rules/policies/unlisted-tools';

const app = (action: string, server: object, properties: object = {}) => template({
  Engine: engine(),
  Gateway: gateway(withEngine()),
  Docs: mcpTarget('https://mcp.atlassian.com/v1', properties as never, server as never),
  Permit: policy({}, `permit(principal is AgentCore::IamEntity, action ${action}, resource is AgentCore::Gateway);`),
}, PARAMETERS);
const SEARCH = '== AgentCore::Action::"docs___search"';

testRule(policyUnlistedTools, {
  fails: [
    ['a tool that is listed for each caller', app(SEARCH, { ListingMode: 'DYNAMIC' }), 'S1/Permit: policy S1/Permit names `docs___search`, but the service does not know the tools of target S1/Docs when the policy is created: its listing mode is `DYNAMIC`; name the whole target'],
    ['a tool behind a sign-in', app(SEARCH, {}, { CredentialProviderConfigurations: oauth({ GrantType: 'AUTHORIZATION_CODE', DefaultReturnUrl: 'https://app.example.com' }) }), 'an administrator must sign in first'],
  ],
  passes: [
    ['the whole target', app('in AgentCore::Action::"docs"', { ListingMode: 'DYNAMIC' })],
  ],
  doesNotApply: [
    ['tools that are listed at creation', app(SEARCH, {})],
    ['a static schema', app(SEARCH, { ListingMode: 'DYNAMIC', McpToolSchema: { InlinePayload: '[]' } })],
  ],
  isUnknown: [
    ['a statement that is a parameter', template({ Engine: engine(), Gateway: gateway(withEngine()), Docs: mcpTarget('https://mcp.atlassian.com/v1', {}, { ListingMode: 'DYNAMIC' }), Permit: policy({ Definition: UNKNOWN }) }, PARAMETERS), 'the actions that policy S1/Permit names'],
  ],
});
