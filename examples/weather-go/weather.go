// The app of examples/weather in Go, with the functions, documents and servers of the app in TypeScript.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsbedrockagentcore"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	agentcore "github.com/cdk-agentcore-gateway/cdk-agentcore-gateway-go/cdkagentcoregateway"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	NewWeatherStack(app, "Weather")
	app.Synth(nil)
}

// NewWeatherStack creates the gateway of a team with the tools of a domain, and an agent that calls it.
func NewWeatherStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)

	// Go has no subclasses: the key in the Runtime Configuration is the construct ID, or RuntimeConfigKey.
	tools := agentcore.NewGateway(stack, jsii.String("DomainTools"), &agentcore.GatewayProps{
		Description: jsii.String("Weather, time, pets and the reference MCP server"),
	})
	addFunctions(stack, tools)
	addPetStore(stack, tools)
	addServer(stack, tools)

	// The gateway that the agents of the team call. It lists the tools of the domain, for example domain___weather___get_weather.
	team := agentcore.NewGateway(stack, jsii.String("TeamGateway"), &agentcore.GatewayProps{
		Description: jsii.String("All tools of the team"),
	})
	team.AddGateway(tools, &agentcore.AddGatewayOptions{GatewayTargetName: jsii.String("domain")})

	agent := agentcore.NewAgentRuntime(stack, jsii.String("Agent"), &agentcore.AgentRuntimeProps{
		AgentRuntimeArtifact: awsbedrockagentcore.AgentRuntimeArtifact_FromCodeAsset(&awsbedrockagentcore.CodeAssetOptions{
			Path:       jsii.String("../weather/agent"),
			Runtime:    awsbedrockagentcore.AgentCoreRuntime_PYTHON_3_14(),
			Entrypoint: jsii.Strings("main.py"),
		}),
		Local: agentcore.LocalProcess_Command(jsii.String("python3"), jsii.Strings("main.py"), &agentcore.LocalProcessOptions{
			WorkingDirectory: jsii.String("../weather/agent"),
		}),
	})
	team.GrantInvokeAccess(agent)
	return stack
}

// A Lambda function in Python and one in Node.js.
func addFunctions(stack awscdk.Stack, tools agentcore.Gateway) {
	tools.AddLambdaTarget(jsii.String("Weather"), &agentcore.AddLambdaTargetOptions{
		Description: jsii.String("What the weather usually is"),
		LambdaFunction: awslambda.NewFunction(stack, jsii.String("WeatherFunction"), &awslambda.FunctionProps{
			Runtime:      awslambda.Runtime_PYTHON_3_14(),
			Architecture: awslambda.Architecture_ARM_64(),
			Code:         awslambda.Code_FromAsset(jsii.String("../weather/functions/weather"), nil),
			Handler:      jsii.String("index.handler"),
		}),
		ToolSchema: awsbedrockagentcore.ToolSchema_FromLocalAsset(jsii.String("../weather/functions/weather/tools.json")),
	})
	tools.AddLambdaTarget(jsii.String("Time"), &agentcore.AddLambdaTargetOptions{
		Description: jsii.String("What time it is elsewhere"),
		LambdaFunction: awslambda.NewFunction(stack, jsii.String("TimeFunction"), &awslambda.FunctionProps{
			Runtime:      awslambda.Runtime_NODEJS_24_X(),
			Architecture: awslambda.Architecture_ARM_64(),
			Code:         awslambda.Code_FromAsset(jsii.String("../weather/functions/time"), nil),
			Handler:      jsii.String("index.handler"),
		}),
		ToolSchema: awsbedrockagentcore.ToolSchema_FromLocalAsset(jsii.String("../weather/functions/time/tools.json")),
	})
}

// A REST API that requires a key. The template contains only a reference to the secret, which CloudFormation resolves at deployment.
func addPetStore(stack awscdk.Stack, tools agentcore.Gateway) {
	key := awsbedrockagentcore.NewApiKeyCredentialProvider(stack, jsii.String("PetStoreKey"), &awsbedrockagentcore.ApiKeyCredentialProviderProps{
		ApiKey: awscdk.SecretValue_SecretsManager(jsii.String("weather/pet-store-api-key"), nil),
	})
	tools.AddOpenApiTarget(jsii.String("PetStore"), &agentcore.AddOpenApiTargetOptions{
		Description: jsii.String("Finds and adds pets"),
		ApiSchema:   awsbedrockagentcore.ApiSchema_FromLocalAsset(jsii.String("../weather/apis/petstore.json")),
		CredentialProviderConfigurations: &[]awsbedrockagentcore.ICredentialProviderConfig{
			awsbedrockagentcore.GatewayCredentialProvider_FromApiKeyIdentity(key, &awsbedrockagentcore.FromApiKeyIdentityOptions{
				CredentialLocation: awsbedrockagentcore.ApiKeyCredentialLocation_QueryParameter(&awsbedrockagentcore.ApiKeyAdditionalConfiguration{
					CredentialParameterName: jsii.String("api_key"),
				}),
			}),
		},
	})
}

// An MCP server from npm, on AgentCore Runtime.
func addServer(stack awscdk.Stack, tools agentcore.Gateway) {
	everything := agentcore.NewMcpServer(stack, jsii.String("Everything"), &agentcore.McpServerProps{
		AgentRuntimeArtifact: awsbedrockagentcore.AgentRuntimeArtifact_FromCodeAsset(&awsbedrockagentcore.CodeAssetOptions{
			Path:       jsii.String("../weather/servers/everything"),
			Runtime:    awsbedrockagentcore.AgentCoreRuntime_NODE_22(),
			Entrypoint: jsii.Strings("start.js"),
		}),
		Local: agentcore.LocalProcess_Command(jsii.String("node"), jsii.Strings("start.js"), &agentcore.LocalProcessOptions{
			WorkingDirectory: jsii.String("../weather/servers/everything"),
			Environment:      &map[string]*string{"HOST": jsii.String("127.0.0.1")},
		}),
		// The gateway lists the tools of the server at deployment. This file makes them known at synthesis.
		ToolsFile: jsii.String("../weather/servers/everything/tools.json"),
	})
	tools.AddMcpServer(everything, nil)
}
