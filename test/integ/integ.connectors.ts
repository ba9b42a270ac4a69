import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady, expectTools } from './assertions';
import { Gateway, InferenceConnector, MultiProtocol, RateLimitDimension, Route, RuleCondition } from 'cdk-agentcore-gateway';

/** Tools that the service implements, and models of three providers: nothing of this runs in the account. */
class Connectors extends Stack {
  public readonly everything: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.everything = new Gateway(this, 'Everything', { protocolConfiguration: MultiProtocol.all() });

    const manuals = new bedrock.CfnKnowledgeBase(this, 'Manuals', {
      name: 'shop-manuals',
      roleArn: new iam.Role(this, 'ManualsRole', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }).roleArn,
      knowledgeBaseConfiguration: { type: 'MANAGED' },
    });
    this.everything.addKnowledgeBaseTarget('Manuals', {
      knowledgeBase: manuals,
      toolDescription: 'Finds passages in the manuals of the articles.',
    });
    this.everything.addWebSearchTarget('Web', { excludeDomains: ['anycompany.com'] });

    // Models, at <gateway>/inference: callers name them as "openai/gpt-5", for example.
    const key = new agentcore.ApiKeyCredentialProvider(this, 'OpenAiKey', { apiKey: SecretValue.secretsManager('shop/stock-api-key') });
    const withKey = [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)];
    const openAi = this.everything.addInferenceTarget('OpenAi', { connector: InferenceConnector.OPENAI, credentialProviderConfigurations: withKey });
    const inHouse = this.everything.addInferenceTarget('InHouse', {
      provider: {
        endpoint: 'https://models.anycompany.com',
        operations: [{ path: '/v1/chat/completions', models: ['shop-*'] }],
      },
      credentialProviderConfigurations: withKey,
    });

    // Requests for the model "small" go to the models of the company, and to OpenAI when those fail.
    this.everything.addRule('Small', {
      priority: 10,
      when: [RuleCondition.models('small')],
      route: Route.to(inHouse, 'shop-small').fallback(openAi, { model: 'gpt-5-mini', on: { statusCodes: ['429', '5XX'] } }),
    });

    // Everybody who calls gets a share of the models and of the searches.
    this.everything.addRateLimit('Tokens', { dimensions: [RateLimitDimension.IAM_PRINCIPAL, RateLimitDimension.MODEL], tokensPerMinute: 100_000 });
    this.everything.addRateLimit('Calls', { dimensions: [RateLimitDimension.IAM_PRINCIPAL, RateLimitDimension.header('X-Tenant')], requestsPerSecond: 20 });

    // The events of a memory, at <gateway>/memory.
    this.everything.addHttpConnectorTarget('Memory', {
      connectorId: 'agentcore-memory',
      additionalPermissions: [new iam.PolicyStatement({
        actions: ['bedrock-agentcore:ListEvents'],
        resources: [this.formatArn({ service: 'bedrock-agentcore', resource: 'memory', resourceName: 'shop-0123456789' })],
      })],
    });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Connectors(app, 'Connectors');

const assertions = new Stack(app, 'ConnectorsAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.everything);
expectTools(integ, assertions, stack.everything, ['manuals___Retrieve', 'web___WebSearch']);
