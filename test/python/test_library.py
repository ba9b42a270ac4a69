import inspect
import json
import re

import jsii
import pytest
from aws_cdk import App, Duration, IPropertyInjector, Stack, assertions, aws_bedrockagentcore as agentcore, aws_iam as iam, aws_lambda as lambda_, aws_logs as logs
from cdk_agentcore_gateway import (
    AgentRuntime,
    Gateway,
    GatewayTarget,
    LocalProcess,
    LambdaMcpServer,
    McpServer,
    MultiProtocol,
    Readiness,
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


class NarrowedTools(DomainTools):
    def __init__(self, scope, construct_id):
        super().__init__(scope, construct_id, description="Tools of one domain")


class Assistant(AgentRuntime):
    pass


class Library(McpServer):
    pass


@jsii.implements(agentcore.IInterceptor)
class Audit:
    """A user-defined interceptor, which grants permissions to the role of the gateway."""

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
    """jsii passes an instance of a Python subclass to the library as an instance of its base class, so the package passes the class name."""

    @pytest.mark.parametrize("gateway_class", [DomainTools, OverridingTools, NarrowedTools])
    def test_a_gateway_of_a_subclass_is_registered_under_the_class_name(self, stack, gateway_class):
        assert gateway_class(stack, "Tools").runtime_config_key == gateway_class.__name__

    def test_a_gateway_is_registered_under_the_construct_id(self, stack):
        assert Gateway(stack, "Tools").runtime_config_key == "Tools"

    def test_an_agent_of_a_subclass_is_registered_under_the_class_name(self, stack):
        assert Assistant(stack, "Helper", agent_runtime_artifact=artifact()).runtime_config_key == "Assistant"

    def test_a_server_of_a_subclass_is_registered_under_the_class_name(self, stack):
        assert Library(stack, "Docs", agent_runtime_artifact=artifact()).runtime_config_key == "Library"

    def test_an_agent_and_a_server_are_registered_under_their_construct_ids(self, stack):
        assert AgentRuntime(stack, "Helper", agent_runtime_artifact=artifact()).runtime_config_key == "Helper"
        assert McpServer(stack, "Docs", agent_runtime_artifact=artifact()).runtime_config_key == "Docs"

    def test_an_explicit_key_overrides_the_class_name(self, stack):
        assert DomainTools(stack, "Tools", runtime_config_key="Given").runtime_config_key == "Given"

    def test_two_gateways_of_a_subclass_need_different_keys(self, stack):
        DomainTools(stack, "A")
        with pytest.raises(RuntimeError, match=r"gateways\.DomainTools.*Stack/B.*Stack/A.*\[cdk-agentcore-gateway:runtime-config-key-taken"):
            DomainTools(stack, "B")

    def test_a_gateway_as_a_target_is_named_after_its_class(self, stack):
        outer = Gateway(stack, "Outer")
        assert outer.add_gateway(DomainTools(stack, "MyTools")).gateway_target_name == "domain-tools"

    def test_a_class_keeps_its_signature(self):
        assert "runtime_config_key" in inspect.signature(Gateway.__init__).parameters

    def test_user_defined_values_are_registered(self, stack):
        Gateway(stack, "Tools")
        RuntimeConfig.of(stack).set("knowledgeBases", "Products", {"id": "KB1", "pages": 2, "tags": ["a"]})
        [version] = assertions.Template.from_stack(stack).find_resources("AWS::AppConfig::HostedConfigurationVersion").values()
        assert '"knowledgeBases":{"Products":{"id":"KB1","pages":2,"tags":["a"]}}' in json.dumps(version).replace('\\"', '"')

    def test_the_document_can_be_in_another_stack(self, stack):
        documents = Stack(stack.node.root, "Documents")
        RuntimeConfig.configure(stack.node.root, document_stack=documents)
        AgentRuntime(stack, "Agent", agent_runtime_artifact=artifact())
        assertions.Template.from_stack(documents).resource_count_is("AWS::AppConfig::Deployment", 1)


class TestReadiness:
    def test_its_logs_can_be_kept_for_another_time(self, stack):
        Readiness.configure(stack, log_retention=logs.RetentionDays.ONE_WEEK)
        Gateway(stack, "Tools").add_mcp_server(McpServer(stack, "Docs", agent_runtime_artifact=artifact()))
        assertions.Template.from_stack(stack).has_resource_properties("AWS::Logs::LogGroup", {"RetentionInDays": 7})


class TestTargets:
    def test_every_kind_of_target_can_be_added(self, stack):
        gateway = Gateway(stack, "Tools")
        gateway.add_lambda_target("Weather", lambda_function=function(stack), tool_schema=tools("get_weather"))
        gateway.add_mcp_server_target("Crm", endpoint="https://mcp.example.com/mcp")
        gateway.add_mcp_server(McpServer(stack, "Docs", agent_runtime_artifact=artifact()))
        gateway.add_gateway(Gateway(stack, "Inner"))
        assert [target.gateway_target_name for target in gateway.targets] == ["weather", "crm", "docs", "inner"]

    def test_a_gateway_without_a_protocol_type_has_an_agent_as_target(self, stack):
        agents = Gateway(stack, "Agents", protocol_configuration=MultiProtocol.all())
        target = agents.add_agent(AgentRuntime(stack, "Helper", agent_runtime_artifact=artifact()))
        assert target.gateway_target_name == "helper"

    def test_target_names_are_part_of_tool_names(self, stack):
        target = Gateway(stack, "Tools").add_lambda_target(
            "Weather", lambda_function=function(stack), tool_schema=tools("get_weather", "list_cities")
        )
        assert target.tool_names == ["weather___get_weather", "weather___list_cities"]

    def test_a_target_has_the_attributes_of_aws_cdk_lib(self, stack):
        target = Gateway(stack, "Gateway").add_lambda_target(
            "Weather", lambda_function=function(stack), tool_schema=tools("get_weather"), description="Forecasts"
        )
        assert isinstance(target, agentcore.GatewayTargetBase)
        assert target.target_type == agentcore.McpTargetType.LAMBDA
        assert target.target_protocol_type == agentcore.GatewayTargetProtocolType.MCP
        assert target.description == "Forecasts"
        assert len(target.credential_provider_configurations) == 1

    def test_a_target_is_imported(self, stack):
        gateway = Gateway(stack, "Gateway")
        target = GatewayTarget.from_gateway_target_attributes(
            stack, "Target", gateway=gateway, target_id="ABCDEFGHIJ", gateway_target_name="weather"
        )
        target.grant_read(iam.Role(stack, "Pipeline", assumed_by=iam.AccountRootPrincipal()))
        policies = assertions.Template.from_stack(stack).find_resources("AWS::IAM::Policy")
        [policy] = policies.values()
        assert policy["Properties"]["PolicyDocument"]["Statement"][0]["Resource"] == stack.resolve(gateway.gateway_arn)

    def test_targets_are_created_in_a_given_scope(self, stack):
        gateway = Gateway(stack, "Tools")
        target = GatewayTarget.for_lambda(stack, "Target", gateway=gateway, lambda_function=function(stack), tool_schema=tools("a"))
        assert target.node.scope is stack
        assert [each.node.path for each in gateway.targets] == [target.node.path]


class TestGateways:
    def test_structs_and_durations_are_passed_on(self, stack):
        Gateway(stack, "Tools", session_configuration=SessionConfiguration(session_timeout=Duration.minutes(30)))
        assertions.Template.from_stack(stack).has_resource_properties(
            "AWS::BedrockAgentCore::Gateway",
            {"ProtocolConfiguration": {"Mcp": {"SessionConfiguration": {"SessionTimeoutInSeconds": 1800}}}},
        )

    def test_an_interceptor_in_python_has_the_same_result_as_one_of_aws_cdk_lib(self, stack):
        other = Stack(App(), "Stack")
        Gateway(stack, "Tools", interceptor_configurations=[Audit(function(stack))])
        Gateway(other, "Tools", interceptor_configurations=[agentcore.LambdaInterceptor.for_request(function(other))])
        policies = [assertions.Template.from_stack(each).find_resources("AWS::IAM::Policy") for each in (stack, other)]
        assert [list(each) for each in policies[:1]] == [list(each) for each in policies[1:]]
        assert [each["Properties"]["PolicyDocument"] for each in policies[0].values()] == [
            each["Properties"]["PolicyDocument"] for each in policies[1].values()
        ]

    def test_a_caller_gets_access_and_the_runtime_configuration(self, stack):
        caller = function(stack)
        Gateway(stack, "Tools").grant_invoke_access(caller)
        template = assertions.Template.from_stack(stack)
        template.has_resource_properties(
            "AWS::Lambda::Function", {"Environment": {"Variables": {"RUNTIME_CONFIG_APP_ID": assertions.Match.any_value()}}}
        )
        statement = assertions.Match.object_like({"Action": "bedrock-agentcore:InvokeGateway", "Effect": "Allow"})
        template.has_resource_properties("AWS::IAM::Policy", {"PolicyDocument": {"Statement": assertions.Match.array_with([statement])}})

    def test_an_imported_gateway_has_the_given_url(self, stack):
        url = "https://shared-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp"
        imported = Gateway.from_gateway_attributes(
            stack,
            "Shared",
            gateway_arn="arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/shared-0123456789",
            gateway_url=url,
            authorizer_configuration=agentcore.GatewayAuthorizer.using_aws_iam(),
        )
        assert imported.url == url

    def test_a_server_on_lambda_is_a_target(self, stack):
        function = lambda_.Function(stack, "Function", runtime=lambda_.Runtime.PYTHON_3_13, handler="index.handler", code=lambda_.Code.from_inline("def handler(event, context): pass"))
        server = LambdaMcpServer(stack, "Docs", lambda_function=function, invoke_mode=lambda_.InvokeMode.BUFFERED, local=LocalProcess.command("python3", ["server.py"]))
        target = Gateway(stack, "Tools").add_mcp_server(server, gateway_target_name="docs-on-lambda")
        assert target.gateway_target_name == "docs-on-lambda"
        template = assertions.Template.from_stack(stack)
        template.has_resource_properties("AWS::Lambda::Url", {"AuthType": "AWS_IAM", "InvokeMode": "BUFFERED"})
        template.has_resource_properties("Custom::AgentCoreReadiness", {"Kind": "function", "Service": "lambda"})

    def test_any_runtime_is_a_target(self, stack):
        arn = "arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/docs-0123456789"
        imported = agentcore.Runtime.from_agent_runtime_attributes(
            stack, "Imported", agent_runtime_arn=arn, agent_runtime_id="docs-0123456789", agent_runtime_name="docs", role_arn="arn:aws:iam::123456789012:role/docs"
        )
        created = agentcore.Runtime(stack, "Created", agent_runtime_artifact=artifact(), protocol_configuration=agentcore.ProtocolType.MCP)
        gateway = Gateway(stack, "Tools")
        assert [gateway.add_mcp_server(runtime).gateway_target_name for runtime in (imported, created)] == ["imported", "created"]

    def test_a_local_command_is_in_the_metadata(self, stack):
        McpServer(stack, "Docs", agent_runtime_artifact=artifact(), local=LocalProcess.command("python3", ["server.py"], port=8001))
        [runtime] = assertions.Template.from_stack(stack).find_resources("AWS::BedrockAgentCore::Runtime").values()
        assert runtime["Metadata"]["cdk-agentcore-gateway:local"] == {"command": "python3", "args": ["server.py"], "port": 8001}


@jsii.implements(IPropertyInjector)
class Descriptions:
    """Sets a default description."""

    def __init__(self, construct):
        self._id = construct.PROPERTY_INJECTION_ID

    @property
    def construct_unique_id(self):
        return self._id

    def inject(self, original_props, *, scope, id):
        return {"description": f"{id} of the platform", **(original_props or {})}


class TestPropertyInjection:
    @pytest.mark.parametrize("construct", [Gateway, AgentRuntime, McpServer])
    def test_an_injector_in_python_applies_to_a_construct(self, construct):
        app = App(property_injectors=[Descriptions(construct)])
        stack = Stack(app, "Stack")
        props = {} if construct is Gateway else {"agent_runtime_artifact": artifact()}
        created = construct(stack, "Tools", **props)
        assert created.description == "Tools of the platform"


class TestArguments:
    """Users may pass a name, URL or ARN instead of a construct."""

    @pytest.mark.parametrize(
        "call, sentence",
        [
            (lambda tools: tools.add_mcp_server("https://example.com/mcp"), "server must be an McpServer, a LambdaMcpServer or another runtime, not the string `https://example.com/mcp`"),
            (lambda tools: tools.add_mcp_server(server="https://example.com/mcp"), "add_mcp_server_target"),
            (lambda tools: tools.add_gateway("arn:aws:example"), "Gateway.from_gateway_attributes"),
            (lambda tools: tools.add_agent("arn:aws:example"), "Runtime.from_agent_runtime_attributes"),
            (lambda tools: tools.add_lambda_target("Weather", lambda_function="arn:aws:example", tool_schema=agentcore.ToolSchema.from_inline([])), "Function.from_function_arn"),
            (lambda tools: tools.add_interceptor("arn:aws:example"), "LambdaInterceptor.for_request"),
            (lambda tools: tools.grant_invoke_access("arn:aws:example"), "Role.from_role_arn"),
            (lambda tools: Gateway(tools, "Other", authorizer_configuration="AWS_IAM"), "GatewayAuthorizer.using_aws_iam"),
        ],
    )
    def test_a_string_instead_of_a_construct_is_rejected(self, stack, call, sentence):
        with pytest.raises(TypeError, match=re.escape(sentence)):
            call(Gateway(stack, "Tools"))


class TestErrors:
    """Messages keep the id that users search for."""

    def test_a_taken_target_name(self, stack):
        gateway = Gateway(stack, "Tools")
        gateway.add_mcp_server_target("Crm", endpoint="https://mcp.example.com/mcp")
        with pytest.raises(RuntimeError, match=r"target with the name `crm`, Stack/Tools/Crm, so Stack/Tools/Other cannot have it.*\[cdk-agentcore-gateway:names-duplicate-target at Stack/Tools\]"):
            gateway.add_mcp_server_target("Other", endpoint="https://mcp.example.com/mcp", gateway_target_name="crm")

    def test_the_constructor_of_a_target_names_the_methods_to_call(self, stack):
        configuration = agentcore.McpServerTargetConfiguration.create("https://mcp.example.com/mcp")
        with pytest.raises(RuntimeError, match=r"call `GatewayTarget\.for_mcp_server` with the arguments of `target_configuration`.*cdk-agentcore-gateway:target-constructor"):
            GatewayTarget(stack, "Target", gateway=Gateway(stack, "Tools"), target_configuration=configuration)

    def test_messages_use_python_syntax(self, stack):
        gateway = Gateway(stack, "Tools")
        gateway.add_mcp_server_target("Crm", endpoint="https://mcp.example.com/mcp")
        with pytest.raises(RuntimeError, match="pass another `gateway_target_name`"):
            gateway.add_mcp_server_target("Other", endpoint="https://mcp.example.com/mcp", gateway_target_name="crm")
        with pytest.raises(RuntimeError, match=re.escape("`protocol_configuration=MultiProtocol.all()`")):
            gateway.add_agent(AgentRuntime(stack, "Helper", agent_runtime_artifact=artifact()))

    def test_a_cycle_of_gateways(self, stack):
        a, b = Gateway(stack, "A"), Gateway(stack, "B")
        a.add_gateway(b)
        with pytest.raises(RuntimeError, match=r"Stack/B -> Stack/A -> Stack/B.*\[cdk-agentcore-gateway:auth-gateway-cycle"):
            b.add_gateway(a)

    def test_a_taken_key(self, stack):
        Gateway(stack, "A", runtime_config_key="Tools")
        with pytest.raises(RuntimeError, match=r"gateways\.Tools.*Stack/B.*Stack/A.*\[cdk-agentcore-gateway:runtime-config-key-taken"):
            Gateway(stack, "B", runtime_config_key="Tools")

    def test_an_invalid_tool_schema(self, stack, tmp_path):
        file = tmp_path / "tools.json"
        file.write_text(json.dumps([{"name": "a", "description": "A.", "inputSchema": {"type": "string"}}]))
        with pytest.raises(RuntimeError, match=r"\[cdk-agentcore-gateway:schemas-tool-definition at Stack/Tools/Weather"):
            Gateway(stack, "Tools").add_lambda_target(
                "Weather", lambda_function=function(stack), tool_schema=agentcore.ToolSchema.from_local_asset(str(file))
            )

    def test_access_to_a_gateway_with_jwt_authorization(self, stack):
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
