from pathlib import Path

from aws_cdk import Environment, SecretValue, Stack, aws_bedrockagentcore as agentcore, aws_lambda as lambda_
from cdk_agentcore_gateway import AgentRuntime, Gateway, LocalProcess, McpServer
from constructs import Construct

# The functions, documents and servers of the example in TypeScript.
SHARED = Path(__file__).parent.parent / "weather"


class DomainTools(Gateway):
    """The tools of one domain. The class name is the key of the gateway in the Runtime Configuration."""


class WeatherStack(Stack):
    """The gateway of a team with the tools of a domain, and an agent that calls it."""

    def __init__(self, scope: Construct, construct_id: str, *, env: Environment | None = None) -> None:
        super().__init__(scope, construct_id, env=env)

        tools = DomainTools(self, "DomainTools", description="Weather, time, pets and the reference MCP server")

        # A Lambda function in Python and one in Node.js.
        tools.add_lambda_target(
            "Weather",
            description="What the weather usually is",
            lambda_function=lambda_.Function(
                self,
                "WeatherFunction",
                runtime=lambda_.Runtime.PYTHON_3_14,
                architecture=lambda_.Architecture.ARM_64,
                code=lambda_.Code.from_asset(shared("functions/weather")),
                handler="index.handler",
            ),
            tool_schema=agentcore.ToolSchema.from_local_asset(shared("functions/weather/tools.json")),
        )
        tools.add_lambda_target(
            "Time",
            description="What time it is elsewhere",
            lambda_function=lambda_.Function(
                self,
                "TimeFunction",
                runtime=lambda_.Runtime.NODEJS_24_X,
                architecture=lambda_.Architecture.ARM_64,
                code=lambda_.Code.from_asset(shared("functions/time")),
                handler="index.handler",
            ),
            tool_schema=agentcore.ToolSchema.from_local_asset(shared("functions/time/tools.json")),
        )

        # A REST API that requires a key. The template contains only a reference to the secret, which CloudFormation resolves at deployment.
        pet_store_key = agentcore.ApiKeyCredentialProvider(
            self, "PetStoreKey", api_key=SecretValue.secrets_manager("weather/pet-store-api-key")
        )
        tools.add_open_api_target(
            "PetStore",
            description="Finds and adds pets",
            api_schema=agentcore.ApiSchema.from_local_asset(shared("apis/petstore.json")),
            credential_provider_configurations=[
                agentcore.GatewayCredentialProvider.from_api_key_identity(
                    pet_store_key,
                    credential_location=agentcore.ApiKeyCredentialLocation.query_parameter(credential_parameter_name="api_key"),
                )
            ],
        )

        # An MCP server from npm, on AgentCore Runtime.
        everything = McpServer(
            self,
            "Everything",
            agent_runtime_artifact=agentcore.AgentRuntimeArtifact.from_code_asset(
                path=shared("servers/everything"),
                runtime=agentcore.AgentCoreRuntime.NODE_22,
                entrypoint=["start.js"],
            ),
            local=LocalProcess.command(
                "node",
                ["start.js"],
                working_directory="../weather/servers/everything",
                environment={"HOST": "127.0.0.1"},
            ),
            # The gateway lists the tools of the server at deployment. This file makes them known at synthesis.
            tools_file=shared("servers/everything/tools.json"),
        )
        tools.add_mcp_server(everything)

        # The gateway that the agents of the team call. It lists the tools of the domain, for example domain___weather___get_weather.
        team = Gateway(self, "TeamGateway", description="All tools of the team")
        team.add_gateway(tools, gateway_target_name="domain")

        agent = AgentRuntime(
            self,
            "Agent",
            agent_runtime_artifact=agentcore.AgentRuntimeArtifact.from_code_asset(
                path=shared("agent"),
                runtime=agentcore.AgentCoreRuntime.PYTHON_3_14,
                entrypoint=["main.py"],
            ),
            local=LocalProcess.command("python3", ["main.py"], working_directory="../weather/agent"),
        )
        team.grant_invoke_access(agent)


def shared(path: str) -> str:
    return str(SHARED / path)
