import { join } from 'path';
import { Stack, StackProps } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AgentRuntime, Gateway, InboundAuth } from 'cdk-agentcore-gateway';

/** A gateway that accepts the tokens of one client of an Amazon Cognito user pool, and an agent with this client. */
export class CognitoStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const userPool = new cognito.UserPool(this, 'Machines', { selfSignUpEnabled: false });
    userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: `city-tools-${this.account}` } });
    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Use the tools that read' });
    const server = userPool.addResourceServer('Tools', { identifier: 'tools', scopes: [read] });
    const userPoolClient = userPool.addClient('AgentClient', {
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [cognito.OAuthScope.resourceServer(server, read)] },
    });

    // Semantic search is on by default: the tool x_amz_bedrock_agentcore_search finds the tools for a task.
    const gateway = new Gateway(this, 'CityTools', {
      authorizerConfiguration: InboundAuth.cognito({ userPool, userPoolClient, allowedScopes: ['tools/read'] }),
    });
    gateway.addLambdaTarget('Weather', {
      lambdaFunction: new lambda.Function(this, 'WeatherFunction', {
        runtime: lambda.Runtime.PYTHON_3_14,
        architecture: lambda.Architecture.ARM_64,
        code: lambda.Code.fromAsset(here('../weather/functions/weather')),
        handler: 'index.handler',
      }),
      toolSchema: agentcore.ToolSchema.fromLocalAsset(here('../weather/functions/weather/tools.json')),
    });
    gateway.addLambdaTarget('Time', {
      lambdaFunction: new lambda.Function(this, 'TimeFunction', {
        runtime: lambda.Runtime.NODEJS_24_X,
        architecture: lambda.Architecture.ARM_64,
        code: lambda.Code.fromAsset(here('../weather/functions/time')),
        handler: 'index.handler',
      }),
      toolSchema: agentcore.ToolSchema.fromLocalAsset(here('../weather/functions/time/tools.json')),
    });

    const agent = new AgentRuntime(this, 'Agent', {
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromCodeAsset({
        path: here('agent'),
        runtime: agentcore.AgentCoreRuntime.PYTHON_3_14,
        entrypoint: ['main.py'],
      }),
    });
    // AgentCore Identity gets the tokens for the agent.
    gateway.grantTokenAccess(agent, { clientId: userPoolClient.userPoolClientId, clientSecret: userPoolClient.userPoolClientSecret });
  }
}

function here(path: string): string {
  return join(__dirname, path);
}
