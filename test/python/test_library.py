import json

import jsii
import pytest
from aws_cdk import App, Duration, Stack, assertions, aws_bedrockagentcore as agentcore, aws_iam as iam, aws_lambda as lambda_
from cdk_agentcore_gateway import (
    AgentRuntime,
    Gateway,
    GatewayTarget,
    LocalProcess,
    McpServer,
    MultiProtocol,
    RuntimeConfig,
    SessionConfiguration,
)


@pytest.fixture
def stack():
    return Stack(App(), "Stack")


class DomainTools(Gateway):
    pass


class OverridingTools(Gateway):
    def add_gateway(self, gateway, **options):
        return super().add_gateway(gateway, **options)


class Assistant(AgentRuntime):
    pass


@jsii.implements(agentcore.IInterceptor)
class Audit:
    """An interceptor of the user's own, which grants what it needs to the role of the gateway that it is handed."""

    def __init__(self, audit_function):
        self._function = audit_function

    @property
    def interception_point(self):
        return agentcore.InterceptionPoint.REQUEST

    def bind(self, scope, gateway):
        self._function.grant_invoke(gateway.role)
        return agentcore.InterceptorBindConfig(
            configuration=agentcore.CfnGateway.GatewayInterceptorConfigurationProperty(
                interception_points=["REQUEST"],
                interceptor=agentcore.CfnGateway.InterceptorConfigurationProperty(
                    lambda_=agentcore.CfnGateway.LambdaInterceptorConfigurationProperty(arn=self._function.function_arn)
                ),
            )
        )


def artifact():
    return agentcore.AgentRuntimeArtifact.from_image_uri("123456789012.dkr.ecr.us-east-1.amazonaws.com/image:1")


def function(stack, name="Function"):
    return lambda_.Function(
        stack, name, runtime=lambda_.Runtime.PYTHON_3_14, handler="index.handler", code=lambda_.Code.from_inline("pass")
    )


def tools(*names):
    return agentcore.ToolSchema.from_inline(
        [
            agentcore.ToolDefinition(
                name=name,
                description=f"Does {name}.",
                input_schema=agentcore.SchemaDefinition(type=agentcore.SchemaDefinitionType.OBJECT, properties={}),
            )
            for name in names
        ]
    )


class TestRegistration:
    """jsii shows a subclass written in Python to the library as an instance of the class it extends."""

    @pytest.mark.parametrize("gateway_class", [Gateway, DomainTools, OverridingTools])
    def test_a_gateway_is_registered_under_the_id_of_the_construct(self, stack, gateway_class):
        assert gateway_class(stack, "Tools").runtime_config_key == "Tools"

    def test_an_agent_of_a_subclass_is_registered_under_the_id_of_the_construct(self, stack):
        assert Assistant(stack, "Helper", agent_runtime_artifact=artifact()).runtime_config_key == "Helper"

    def test_an_id_like_the_class_makes_the_key_that_typescript_has(self, stack):
        assert DomainTools(stack, "DomainTools").runtime_config_key == "DomainTools"

    def test_a_key_can_be_given(self, stack):
        assert DomainTools(stack, "Tools", runtime_config_key="DomainTools").runtime_config_key == "DomainTools"

    def test_a_gateway_as_a_target_is_named_after_the_id_of_the_construct(self, stack):
        outer = Gateway(stack, "Outer")
        assert outer.add_gateway(DomainTools(stack, "MyTools")).gateway_target_name == "my-tools"

    def test_values_of_the_users_own_are_registered(self, stack):
        Gateway(stack, "Tools")
        RuntimeConfig.of(stack).set("knowledgeBases", "Products", {"id": "KB1", "pages": 2, "tags": ["a"]})
        [version] = assertions.Template.from_stack(stack).find_resources("AWS::AppConfig::HostedConfigurationVersion").values()
        assert '"knowledgeBases":{"Products":{"id":"KB1","pages":2,"tags":["a"]}}' in json.dumps(version).replace('\\"', '"')


class TestTargets:
    def test_every_kind_of_target_can_be_added(self, stack):
        gateway = Gateway(stack, "Tools")
        gateway.add_lambda_target("Weather", lambda_function=function(stack), tool_schema=tools("get_weather"))
        gateway.add_mcp_server_target("Crm", endpoint="https://mcp.example.com/mcp")
        gateway.add_mcp_server(McpServer(stack, "Docs", agent_runtime_artifact=artifact()))
        gateway.add_gateway(Gateway(stack, "Inner"))
        assert [target.gateway_target_name for target in gateway.targets] == ["weather", "crm", "docs", "inner"]

    def test_an_agent_is_offered_by_a_gateway_without_protocol(self, stack):
        agents = Gateway(stack, "Agents", protocol_configuration=MultiProtocol.all())
        target = agents.add_agent(AgentRuntime(stack, "Helper", agent_runtime_artifact=artifact()))
        assert target.gateway_target_name == "helper"

    def test_target_names_are_part_of_tool_names(self, stack):
        target = Gateway(stack, "Tools").add_lambda_target(
            "Weather", lambda_function=function(stack), tool_schema=tools("get_weather", "list_cities")
        )
        assert target.tool_names == ["weather___get_weather", "weather___list_cities"]

    def test_targets_are_also_made_in_a_scope_of_choice(self, stack):
        gateway = Gateway(stack, "Tools")
        target = GatewayTarget.for_lambda(stack, "Target", gateway=gateway, lambda_function=function(stack), tool_schema=tools("a"))
        assert target.node.scope is stack
        assert [each.node.path for each in gateway.targets] == [target.node.path]


class TestGateways:
    def test_structs_and_durations_pass(self, stack):
        Gateway(stack, "Tools", session_configuration=SessionConfiguration(session_timeout=Duration.minutes(30)))
        assertions.Template.from_stack(stack).has_resource_properties(
            "AWS::BedrockAgentCore::Gateway",
            {"ProtocolConfiguration": {"Mcp": {"SessionConfiguration": {"SessionTimeoutInSeconds": 1800}}}},
        )

    def test_an_interceptor_of_python_ends_like_one_of_aws_cdk_lib(self, stack):
        other = Stack(stack.node.root, "Other")
        Gateway(stack, "Tools", interceptor_configurations=[Audit(function(stack))])
        Gateway(other, "Tools", interceptor_configurations=[agentcore.LambdaInterceptor.for_request(function(other))])
        policies = [assertions.Template.from_stack(each).find_resources("AWS::IAM::Policy") for each in (stack, other)]
        assert [list(each) for each in policies[:1]] == [list(each) for each in policies[1:]]
        assert [each["Properties"]["PolicyDocument"] for each in policies[0].values()] == [
            each["Properties"]["PolicyDocument"] for each in policies[1].values()
        ]

    def test_a_caller_is_allowed_and_told_where_to_look(self, stack):
        caller = function(stack)
        Gateway(stack, "Tools").grant_invoke_access(caller)
        template = assertions.Template.from_stack(stack)
        template.has_resource_properties(
            "AWS::Lambda::Function", {"Environment": {"Variables": {"RUNTIME_CONFIG_APP_ID": assertions.Match.any_value()}}}
        )
        statement = assertions.Match.object_like({"Action": "bedrock-agentcore:InvokeGateway", "Effect": "Allow"})
        template.has_resource_properties("AWS::IAM::Policy", {"PolicyDocument": {"Statement": assertions.Match.array_with([statement])}})

    def test_an_imported_gateway_has_the_url_it_was_given(self, stack):
        url = "https://shared-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp"
        imported = Gateway.from_gateway_attributes(
            stack,
            "Shared",
            gateway_arn="arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/shared-0123456789",
            gateway_url=url,
            authorizer_configuration=agentcore.GatewayAuthorizer.using_aws_iam(),
        )
        assert imported.url == url

    def test_a_local_command_is_in_the_metadata(self, stack):
        McpServer(stack, "Docs", agent_runtime_artifact=artifact(), local=LocalProcess.command("python3", ["server.py"], port=8001))
        [runtime] = assertions.Template.from_stack(stack).find_resources("AWS::BedrockAgentCore::Runtime").values()
        assert runtime["Metadata"]["cdk-agentcore-gateway:local"] == {"command": "python3", "args": ["server.py"], "port": 8001}


class TestErrors:
    """The id at the end of a message is what users search for, so it must arrive."""

    def test_a_taken_target_name(self, stack):
        gateway = Gateway(stack, "Tools")
        gateway.add_mcp_server_target("Crm", endpoint="https://mcp.example.com/mcp")
        with pytest.raises(RuntimeError, match=r"target name `crm` .*Stack/Tools/Crm.*\[cdk-agentcore-gateway:names-duplicate-target at Stack/Tools\]"):
            gateway.add_mcp_server_target("Other", endpoint="https://mcp.example.com/mcp", gateway_target_name="crm")

    def test_a_circle_of_gateways(self, stack):
        a, b = Gateway(stack, "A"), Gateway(stack, "B")
        a.add_gateway(b)
        with pytest.raises(RuntimeError, match=r"Stack/B -> Stack/A -> Stack/B.*\[cdk-agentcore-gateway:auth-gateway-cycle"):
            b.add_gateway(a)

    def test_a_taken_key(self, stack):
        Gateway(stack, "A", runtime_config_key="Tools")
        with pytest.raises(RuntimeError, match=r"gateways\.Tools.*Stack/B.*Stack/A.*\[cdk-agentcore-gateway:runtime-config-key-taken"):
            Gateway(stack, "B", runtime_config_key="Tools")

    def test_a_tool_schema_that_the_service_refuses(self, stack, tmp_path):
        file = tmp_path / "tools.json"
        file.write_text(json.dumps([{"name": "a", "description": "A.", "inputSchema": {"type": "string"}}]))
        with pytest.raises(RuntimeError, match=r"\[cdk-agentcore-gateway:schemas-tool-definition at Stack/Tools/Weather"):
            Gateway(stack, "Tools").add_lambda_target(
                "Weather", lambda_function=function(stack), tool_schema=agentcore.ToolSchema.from_local_asset(str(file))
            )

    def test_access_to_a_gateway_that_takes_tokens(self, stack):
        gateway = Gateway(
            stack,
            "Tools",
            authorizer_configuration=agentcore.GatewayAuthorizer.using_custom_jwt(
                discovery_url="https://idp.example.com/.well-known/openid-configuration", allowed_clients=["web"]
            ),
        )
        role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
        with pytest.raises(RuntimeError, match=r"\[cdk-agentcore-gateway:grant-on-jwt"):
            gateway.grant_invoke_access(role)
