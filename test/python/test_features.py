"""One app with the features around a gateway: each has its name in Python, and its resources are in the template of the oldest aws-cdk-lib."""

import json

import pytest
from aws_cdk import (
    App,
    Duration,
    SecretValue,
    Stack,
    assertions,
    aws_bedrock as bedrock,
    aws_bedrockagentcore as agentcore,
    aws_ec2 as ec2,
    aws_iam as iam,
    aws_logs as logs,
    aws_s3 as s3,
    aws_secretsmanager as secretsmanager,
    aws_wafv2 as wafv2,
)
from cdk_agentcore_gateway import (
    Certificate,
    FallbackTriggers,
    Gateway,
    GatewayLogGroup,
    InboundAuth,
    InferenceConnector,
    MultiProtocol,
    OutboundAuth,
    PassthroughProtocol,
    PassthroughStickiness,
    PrivateEndpoint,
    RateLimitDimension,
    Route,
    RouteError,
    RuleCondition,
    WafFailureMode,
    WeightedRoute,
)

DISCOVERY_URL = "https://login.example.com/.well-known/openid-configuration"


class Features(Stack):
    def __init__(self, scope, construct_id):
        super().__init__(scope, construct_id)
        self.key = agentcore.ApiKeyCredentialProvider(self, "Key", api_key=SecretValue.secrets_manager("shop/key"))
        self.with_key = [agentcore.GatewayCredentialProvider.from_api_key_identity(self.key)]
        self.add_models_and_agents()
        self.add_private_tools()
        self.add_consent()

    def add_models_and_agents(self):
        everything = Gateway(self, "Everything", protocol_configuration=MultiProtocol.all())
        open_ai = everything.add_inference_target(
            "OpenAi", connector=InferenceConnector.OPENAI, credential_provider_configurations=self.with_key
        )
        anthropic = everything.add_inference_target(
            "Anthropic", connector=InferenceConnector.ANTHROPIC, credential_provider_configurations=self.with_key
        )
        stable, canary = (
            everything.add_passthrough_target(
                name,
                endpoint=f"https://{name.lower()}.example.com/a2a",
                protocol=PassthroughProtocol.A2_A,
                stickiness=PassthroughStickiness(identifier="$context.header.x-session-id", timeout=Duration.hours(1)),
                credential_provider_configurations=self.with_key,
            )
            for name in ("Stable", "Canary")
        )
        everything.add_knowledge_base_target(
            "Manuals",
            knowledge_base=bedrock.CfnKnowledgeBase(
                self,
                "Manuals",
                name="manuals",
                role_arn="arn:aws:iam::123456789012:role/manuals",
                knowledge_base_configuration=bedrock.CfnKnowledgeBase.KnowledgeBaseConfigurationProperty(type="MANAGED"),
            ),
        )
        everything.add_web_search_target("Web", exclude_domains=["example.com"])
        everything.add_http_connector_target("Memory", connector_id="agentcore-memory")
        everything.add_rule(
            "Small",
            priority=10,
            when=[RuleCondition.models("small")],
            route=Route.to(open_ai, "gpt-5-mini").fallback(
                anthropic, model="claude-haiku", on=FallbackTriggers(status_codes=["5XX"], errors=[RouteError.CONNECTION_ERROR])
            ),
        )
        everything.add_rule(
            "Canary",
            priority=20,
            when=[RuleCondition.paths(stable)],
            route=Route.weighted(WeightedRoute(target=stable, weight=90), WeightedRoute(target=canary, weight=10)),
        )
        everything.add_rate_limit(
            "Calls", dimensions=[RateLimitDimension.IAM_PRINCIPAL, RateLimitDimension.header("X-Tenant")], requests_per_second=20
        )

    def add_private_tools(self):
        vpc = ec2.Vpc(self, "Vpc", max_azs=2)
        self.authority = secretsmanager.Secret(self, "Authority")
        tools = Gateway(
            self,
            "PrivateTools",
            logging_configs=[
                agentcore.LoggingConfig(
                    log_type=agentcore.LogType.APPLICATION_LOGS,
                    destination=agentcore.LoggingDestination.cloud_watch_logs(
                        GatewayLogGroup(self, "ToolCalls", retention=logs.RetentionDays.THREE_MONTHS)
                    ),
                ),
                agentcore.LoggingConfig(
                    log_type=agentcore.LogType.APPLICATION_LOGS, destination=agentcore.LoggingDestination.s3(s3.Bucket(self, "Archive"))
                ),
            ],
            tracing_enabled=True,
            web_acl=self.web_acl(),
            waf_failure_mode=WafFailureMode.FAIL_CLOSE,
        )
        tools.add_mcp_server_target(
            "Stock",
            endpoint="https://stock.example.internal/mcp",
            private_endpoint=PrivateEndpoint.in_vpc(vpc=vpc),
            certificates=[Certificate.from_secret(self.authority)],
        )
        tools.add_mcp_server_target(
            "Prices", endpoint="https://prices.example.internal/mcp", private_endpoint=PrivateEndpoint.lattice("rcfg-0123456789abcdef0")
        )
        tools.add_to_resource_policy(
            iam.PolicyStatement(
                effect=iam.Effect.DENY,
                principals=[iam.StarPrincipal()],
                actions=["bedrock-agentcore:InvokeGateway"],
                conditions={"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
            )
        )
        tools.dashboard()
        tools.recommended_alarms(latency=Duration.seconds(20))

    def add_consent(self):
        login, github = (
            agentcore.OAuth2CredentialProvider.using_custom(
                self, name, client_id="shop", client_secret=SecretValue.secrets_manager("shop/login"), discovery_url=DISCOVERY_URL
            )
            for name in ("Login", "Github")
        )
        tools = Gateway(
            self, "UserTools", authorizer_configuration=InboundAuth.custom_jwt(discovery_url=DISCOVERY_URL, allowed_audience=["shop"])
        )
        portal = tools.add_consent_portal("Consent", identity_provider=login, audience="shop")
        tools.add_mcp_server_target(
            "Github",
            endpoint="https://github.example.com/mcp",
            credential_provider_configurations=[
                OutboundAuth.authorization_code(github, scopes=["repo"], default_return_url=portal.return_url)
            ],
        )

    def web_acl(self):
        visibility = wafv2.CfnWebACL.VisibilityConfigProperty(
            cloud_watch_metrics_enabled=True, metric_name="tools", sampled_requests_enabled=True
        )
        return wafv2.CfnWebACL(
            self,
            "WebAcl",
            scope="REGIONAL",
            default_action=wafv2.CfnWebACL.DefaultActionProperty(block={}),
            visibility_config=visibility,
        )


@pytest.fixture(scope="module")
def template():
    return assertions.Template.from_stack(Features(App(), "Features"))


def properties(template, resource_type):
    return [resource["Properties"] for resource in template.find_resources(resource_type).values()]


def target(template, name):
    [found] = [each for each in properties(template, "AWS::BedrockAgentCore::GatewayTarget") if each["Name"] == name]
    return found


def rule(template, priority):
    [found] = [each for each in properties(template, "AWS::BedrockAgentCore::GatewayRule") if each["Priority"] == priority]
    return found


class TestRoutingRules:
    def test_a_rule_routes_a_model_with_a_fallback(self, template):
        assert rule(template, 10)["Conditions"] == [{"MatchModels": {"AnyOf": [{"Value": "small", "Operator": "StringEquals"}]}}]
        [action] = rule(template, 10)["Actions"]
        assert "gpt-5-mini" in json.dumps(action)
        assert "claude-haiku" in json.dumps(action)

    def test_a_rule_splits_traffic(self, template):
        text = json.dumps(rule(template, 20)["Actions"])
        assert '"Weight": 90' in text
        assert '"Weight": 10' in text


class TestRateLimits:
    def test_a_rate_limit_has_its_dimensions(self, template):
        [limit] = properties(template, "AWS::BedrockAgentCore::GatewayRateLimit")
        assert limit["DimensionKeys"] == ["$.context.iam.principal", "$.context.request.header.X-Tenant"]


class TestTargets:
    def test_a_passthrough_target_has_protocol_and_stickiness(self, template):
        passthrough = target(template, "stable")["TargetConfiguration"]["Http"]["Passthrough"]
        assert passthrough["ProtocolType"] == "A2A"
        assert passthrough["StickinessConfiguration"] == {"Identifier": "$context.header.x-session-id", "Timeout": 3600}

    @pytest.mark.parametrize("name, connector", [("manuals", "bedrock-knowledge-bases"), ("web", "web-search")])
    def test_a_connector_with_tools(self, template, name, connector):
        assert target(template, name)["TargetConfiguration"]["Mcp"]["Connector"]["Source"]["ConnectorId"] == connector

    def test_a_connector_without_tools(self, template):
        assert target(template, "memory")["TargetConfiguration"]["Http"]["Connector"]["Source"]["ConnectorId"] == "agentcore-memory"

    def test_models(self, template):
        assert target(template, "open-ai")["TargetConfiguration"]["Inference"]["Connector"]["Source"]["ConnectorId"] == "openai"

    def test_a_private_endpoint_in_a_vpc(self, template):
        assert "VpcIdentifier" in target(template, "stock")["PrivateEndpoint"]["ManagedVpcResource"]

    def test_a_private_endpoint_of_vpc_lattice(self, template):
        lattice = target(template, "prices")["PrivateEndpoint"]["SelfManagedLatticeResource"]
        assert lattice == {"ResourceConfigurationIdentifier": "rcfg-0123456789abcdef0"}

    def test_the_role_of_the_gateway_reads_the_certificate(self, template):
        assert "Secret" in json.dumps(target(template, "stock")["CertificateConfigurations"])
        readers = [each for each in properties(template, "AWS::IAM::Policy") if "secretsmanager:GetSecretValue" in json.dumps(each)]
        assert any("Authority" in json.dumps(each) for each in readers)


class TestOperations:
    def test_logs_and_traces_are_delivered(self, template):
        sources = properties(template, "AWS::Logs::DeliverySource")
        assert sorted(source["LogType"] for source in sources) == ["APPLICATION_LOGS", "TRACES"]
        template.resource_count_is("AWS::Logs::Delivery", 3)

    def test_a_web_acl_protects_the_gateway(self, template):
        template.resource_count_is("AWS::WAFv2::WebACLAssociation", 1)
        template.has_resource_properties("AWS::BedrockAgentCore::Gateway", {"WafConfiguration": {"FailureMode": "FAIL_CLOSE"}})

    def test_the_resource_policy_has_the_statement(self, template):
        [policy] = properties(template, "AWS::BedrockAgentCore::ResourcePolicy")
        assert "aws:PrincipalOrgID" in json.dumps(policy)

    def test_there_are_a_dashboard_and_alarms(self, template):
        template.resource_count_is("AWS::CloudWatch::Dashboard", 1)
        template.resource_count_is("AWS::CloudWatch::Alarm", 4)


class TestConsent:
    def test_the_portal_signs_users_in_with_the_identity_provider(self, template):
        [portal] = properties(template, "AWS::BedrockAgentCore::ConsentPortal")
        assert portal["IdpConfig"]["Audience"] == "shop"

    def test_the_target_returns_users_to_the_portal(self, template):
        [configuration] = target(template, "github")["CredentialProviderConfigurations"]
        assert "PortalUrl" in json.dumps(configuration["CredentialProvider"]["OauthCredentialProvider"]["DefaultReturnUrl"])
