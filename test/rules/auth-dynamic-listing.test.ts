import { testRule } from './rows';
import { gateway, mcpTarget, oauth, UNKNOWN, withTarget } from '../../build-tools/rule-examples/templates';
import { authDynamicListing } from '../../src/rules/auth/dynamic-listing';

const searching = (type: unknown) => ({ Gateway: gateway({ ProtocolConfiguration: { Mcp: { SearchType: type } } }) });
const server = (mode: unknown = 'DYNAMIC', properties = {}) => mcpTarget('https://docs.example.com/mcp', properties, { ListingMode: mode });

testRule(authDynamicListing, {
  fails: [
    ['a gateway with semantic search', withTarget(server(), searching('SEMANTIC')),
      'S1/Target: listing mode is `DYNAMIC`, and gateway S1/Gateway has semantic search; use the listing mode `DEFAULT`, or create the gateway without `SearchType` (with S1/Gateway)'],
    ['the authorization code grant', withTarget(server('DYNAMIC', { CredentialProviderConfigurations: oauth({ GrantType: 'AUTHORIZATION_CODE' }) })), 'combined with the OAuth grant type `AUTHORIZATION_CODE`'],
  ],
  passes: [['a gateway without search', withTarget(server())]],
  doesNotApply: [['DEFAULT', withTarget(server('DEFAULT'), searching('SEMANTIC'))], ['a target without a listing mode', withTarget(mcpTarget('https://docs.example.com/mcp'))]],
  isUnknown: [
    ['a mode that is a parameter', withTarget(server(UNKNOWN)), 'the listing mode of S1/Target'],
    ['a search type that is a parameter', withTarget(server(), searching(UNKNOWN)), 'whether the gateway of S1/Target has semantic search'],
    ['a protocol that is a parameter', withTarget(server(), { Gateway: gateway({ ProtocolConfiguration: UNKNOWN }) }), 'whether the gateway of S1/Target has semantic search'],
    ['a gateway elsewhere', withTarget(server('DYNAMIC', { GatewayIdentifier: 'other-abcdefghij' })), 'S1/Target'],
  ],
});
