import { join } from 'path';
import { SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AgentRuntime, Gateway, LocalProcess, McpServer } from 'cdk-agentcore-gateway';

/** The tools of one domain. The class name is the key of the gateway in the Runtime Configuration. */
export class DomainTools extends Gateway {}

/** The gateway of a team with the tools of a domain, and an agent that calls it. */
export class WeatherStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const tools = new DomainTools(this, 'DomainTools', { description: 'Weather, time, pets and the reference MCP server' });

    // A Lambda function in Python and one in Node.js.
    tools.addLambdaTarget('Weather', {
      description: 'What the weather usually is',
      lambdaFunction: new lambda.Function(this, 'WeatherFunction', {
        runtime: lambda.Runtime.PYTHON_3_14,
        architecture: lambda.Architecture.ARM_64,
        code: lambda.Code.fromAsset(here('functions/weather')),
        handler: 'index.handler',
      }),
      toolSchema: agentcore.ToolSchema.fromLocalAsset(here('functions/weather/tools.json')),
    });
    tools.addLambdaTarget('Time', {
      description: 'What time it is elsewhere',
      lambdaFunction: new lambda.Function(this, 'TimeFunction', {
        runtime: lambda.Runtime.NODEJS_24_X,
        architecture: lambda.Architecture.ARM_64,
        code: lambda.Code.fromAsset(here('functions/time')),
        handler: 'index.handler',
      }),
      toolSchema: agentcore.ToolSchema.fromLocalAsset(here('functions/time/tools.json')),
    });

    // A REST API that requires a key. The template contains only a reference to the secret, which CloudFormation resolves at deployment.
    const petStoreKey = new agentcore.ApiKeyCredentialProvider(this, 'PetStoreKey', {
      apiKey: SecretValue.secretsManager('weather/pet-store-api-key'),
    });
    tools.addOpenApiTarget('PetStore', {
      description: 'Finds and adds pets',
      apiSchema: agentcore.ApiSchema.fromLocalAsset(here('apis/petstore.json')),
      credentialProviderConfigurations: [
        agentcore.GatewayCredentialProvider.fromApiKeyIdentity(petStoreKey, {
          credentialLocation: agentcore.ApiKeyCredentialLocation.queryParameter({ credentialParameterName: 'api_key' }),
        }),
      ],
    });

    // An MCP server from npm, on AgentCore Runtime.
    const everything = new McpServer(this, 'Everything', {
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromCodeAsset({
        path: here('servers/everything'),
        runtime: agentcore.AgentCoreRuntime.NODE_22,
        entrypoint: ['start.js'],
      }),
      local: LocalProcess.command('node', ['start.js'], {
        workingDirectory: 'servers/everything',
        environment: { HOST: '127.0.0.1' },
      }),
      // The gateway lists the tools of the server at deployment. This file makes them known at synthesis.
      toolsFile: here('servers/everything/tools.json'),
    });
    tools.addMcpServer(everything);

    // The gateway that the agents of the team call. It lists the tools of the domain, for example domain___weather___get_weather.
    const team = new Gateway(this, 'TeamGateway', { description: 'All tools of the team' });
    team.addGateway(tools, { gatewayTargetName: 'domain' });

    const agent = new AgentRuntime(this, 'Agent', {
      agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromCodeAsset({
        path: here('agent'),
        runtime: agentcore.AgentCoreRuntime.PYTHON_3_14,
        entrypoint: ['main.py'],
      }),
      local: LocalProcess.command('python3', ['main.py'], { workingDirectory: 'agent' }),
    });
    team.grantInvokeAccess(agent);
  }
}

function here(path: string): string {
  return join(__dirname, path);
}
