import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { Assistant, shop } from './shop';
import { Gateway, MultiProtocol, OutboundAuth } from 'cdk-agentcore-gateway';

/** Each way in which a gateway can authorize itself at a target. */
class OutboundAuthStack extends Stack {
  public readonly tools: Gateway;
  public readonly agents: Gateway;
  public readonly agentsWithTokens: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const discoveryUrl = 'https://accounts.google.com/.well-known/openid-configuration';
    const stock = agentcore.ApiSchema.fromLocalAsset(shop('apis/stock.json'));
    // Written down, so that the server need not be there when its target is created.
    const catalog = agentcore.ApiSchema.fromLocalAsset(shop('catalog/tools.json'));
    const key = new agentcore.ApiKeyCredentialProvider(this, 'StockKey', { apiKey: SecretValue.secretsManager('shop/stock-api-key') });
    const login = agentcore.OAuth2CredentialProvider.usingCustom(this, 'Login', {
      discoveryUrl,
      clientId: 'shop',
      clientSecret: SecretValue.secretsManager('shop/oauth-client-secret'),
    });

    this.tools = new Gateway(this, 'Tools');
    const addStock = (targetId: string, credentials?: agentcore.ICredentialProviderConfig) => this.tools.addOpenApiTarget(targetId, {
      apiSchema: stock, credentialProviderConfigurations: credentials && [credentials],
    });
    addStock('None');
    addStock('IamRole', agentcore.GatewayCredentialProvider.fromIamRole({ service: 'execute-api' }));
    addStock('BearerKey', agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key));
    addStock('KeyInHeader', OutboundAuth.apiKeyHeader(key, 'x-api-key'));
    addStock('KeyInQuery', agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key, {
      credentialLocation: agentcore.ApiKeyCredentialLocation.queryParameter({ credentialParameterName: 'key' }),
    }));
    addStock('ClientCredentials', agentcore.GatewayCredentialProvider.fromOauthIdentity(login, { scopes: ['stock/read'] }));
    const addCatalog = (targetId: string, credentials: agentcore.ICredentialProviderConfig) => this.tools.addMcpServerTarget(targetId, {
      endpoint: 'https://catalog.example.com/mcp', mcpToolSchema: catalog, credentialProviderConfigurations: [credentials],
    });
    addCatalog('AuthorizationCode', OutboundAuth.authorizationCode(login, { scopes: ['catalog/read'], defaultReturnUrl: 'https://shop.example.com/signed-in' }));
    addCatalog('TokenExchange', OutboundAuth.tokenExchange(login, { scopes: ['catalog/read'] }));

    const assistant = new Assistant(this, 'Assistant');
    this.agents = new Gateway(this, 'Agents', { protocolConfiguration: MultiProtocol.all() });
    this.agents.addAgent(assistant, { gatewayTargetName: 'by-role' });
    this.agents.addAgent(assistant, { gatewayTargetName: 'by-caller', credentialProviderConfigurations: [OutboundAuth.callerIam()] });

    const assistantForUsers = new Assistant(this, 'AssistantForUsers', {
      runtimeConfigKey: 'AssistantForUsers',
      authorizerConfiguration: agentcore.RuntimeAuthorizerConfiguration.usingJWT(discoveryUrl, undefined, ['shop']),
      // The code of the agent receives the token too.
      requestHeaderConfiguration: { allowlistedHeaders: ['Authorization'] },
    });
    this.agentsWithTokens = new Gateway(this, 'AgentsWithTokens', {
      protocolConfiguration: MultiProtocol.all(),
      authorizerConfiguration: agentcore.GatewayAuthorizer.usingCustomJwt({ discoveryUrl, allowedAudience: ['shop'] }),
    });
    this.agentsWithTokens.addAgent(assistantForUsers, { gatewayTargetName: 'with-token', credentialProviderConfigurations: [OutboundAuth.jwtPassthrough()] });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new OutboundAuthStack(app, 'OutboundAuth');

const assertions = new Stack(app, 'OutboundAuthAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
for (const gateway of [stack.tools, stack.agents, stack.agentsWithTokens]) expectReady(integ, gateway);
