import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, SecretValue, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { expectReady } from './assertions';
import { shop } from './shop';
import { Gateway, MultiProtocol, PassthroughProtocol } from 'cdk-agentcore-gateway';

/** One entrance to the agent of a partner, and to an API of our own. */
class Passthrough extends Stack {
  public readonly agents: Gateway;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.agents = new Gateway(this, 'Agents', { protocolConfiguration: MultiProtocol.all() });

    const key = new agentcore.ApiKeyCredentialProvider(this, 'PartnerKey', { apiKey: SecretValue.secretsManager('shop/stock-api-key') });
    this.agents.addPassthroughTarget('Partner', {
      endpoint: 'https://agent.partner.anycompany.com/a2a',
      protocol: PassthroughProtocol.A2A,
      credentialProviderConfigurations: [agentcore.GatewayCredentialProvider.fromApiKeyIdentity(key)],
    });

    // The function requires signatures: only the role of the gateway may call it, at the paths below its URL.
    const chat = new lambda.Function(this, 'Chat', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(shop('orders')),
    });
    this.agents.addPassthroughTarget('Chat', {
      endpoint: chat.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM }).url,
      protocol: PassthroughProtocol.CUSTOM,
      apiSchema: agentcore.ApiSchema.fromLocalAsset(shop('apis/assistant.json')),
      stickiness: { identifier: '$context.header.x-session-id', timeout: Duration.hours(1) },
    });
  }
}

export const app = new App({ context: recommendedFlags });
const stack = new Passthrough(app, 'Passthrough');

const assertions = new Stack(app, 'PassthroughAssertions');
const integ = new IntegTest(app, 'Integ', { testCases: [stack], assertionStack: assertions });
expectReady(integ, stack.agents);
