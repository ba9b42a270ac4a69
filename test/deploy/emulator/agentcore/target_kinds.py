"""What the service evaluates of each kind of target, and where the tools come from."""

from . import openapi, schemas
from .endpoints import tools_at
from .permissions import require
from .refusal import NotReady, Refusal, invalid
from .surroundings import SURROUNDINGS
from .world import WORLD, Gateway, Target


def check_credentials(gateway: Gateway, target: Target) -> None:
    kinds = [one["CredentialProviderType"] for one in target.credentials]
    if len(kinds) > 1:
        raise invalid("Only one credential provider configuration is supported")
    kind = kinds[0] if kinds else None
    provider = target.credentials[0].get("CredentialProvider") or {} if kinds else {}
    if kind in ("OAUTH", "API_KEY"):
        details = provider.get("OauthCredentialProvider") or provider.get("ApiKeyCredentialProvider")
        if not details:
            raise invalid(f"{kind} credential provider is required for {kind} credential provider type")
        if details["ProviderArn"] not in WORLD.named:
            raise invalid(f"Credential provider {details['ProviderArn']} not found")
    mcp = target.configuration.get("Mcp", {})
    if kind == "GATEWAY_IAM_ROLE" and ({"McpServer", "OpenApiSchema"} & set(mcp)) and not provider.get("IamCredentialProvider"):
        raise invalid(f"IamCredentialProvider is required for {next(iter(mcp))} targets using IAM authentication")
    if "Lambda" in mcp and kind != "GATEWAY_IAM_ROLE":
        raise invalid("Lambda target only supports GATEWAY_IAM_ROLE credential provider type")
    if kind == "JWT_PASSTHROUGH" and gateway.properties["AuthorizerType"] == "AWS_IAM":
        raise invalid("JWT_PASSTHROUGH is not supported for gateways with AWS_IAM")


def signs_in(target: Target) -> bool:
    """Whether an administrator must sign in before the service can list the server's tools."""
    return _oauth(target).get("GrantType") == "AUTHORIZATION_CODE" and not target.configuration["Mcp"]["McpServer"].get("McpToolSchema")


def _oauth(target: Target) -> dict:
    return (target.credentials[0].get("CredentialProvider") or {}).get("OauthCredentialProvider") or {} if target.credentials else {}


def tools_of(gateway: Gateway, target: Target) -> list[dict]:
    configuration = target.configuration
    if "Mcp" not in configuration:
        return _of_http(configuration)
    kind, details = next(iter(configuration["Mcp"].items()))
    return {
        "Lambda": _of_function, "McpServer": _of_mcp_server, "OpenApiSchema": _of_openapi, "SmithyModel": _of_smithy,
        "ApiGateway": _of_rest_api, "Connector": _of_connector,
    }[kind](gateway, target, details)


def _of_function(gateway: Gateway, target: Target, details: dict) -> list[dict]:
    arn = details["LambdaArn"]
    if not SURROUNDINGS.function_exists(arn):
        raise invalid(f"Lambda function not found: {arn}")
    require(gateway.role, "lambda:InvokeFunction", arn, "Gateway execution role lacks permission to invoke Lambda function")
    tools = schemas.read(details["ToolSchema"])
    if not tools:
        raise invalid("No Lambda tool schema found in target configuration")
    return [schemas.lambda_tool(tool) for tool in tools]


def _of_mcp_server(gateway: Gateway, target: Target, details: dict) -> list[dict]:
    if details.get("ListingMode") == "DYNAMIC":
        return []
    if details.get("McpToolSchema"):
        document = schemas.read(details["McpToolSchema"])
        return document if isinstance(document, list) else document.get("tools", [])
    if signs_in(target):
        return []
    _require_tokens(gateway, target)
    try:
        return tools_at(details["Endpoint"], gateway.role)
    except NotReady as problem:
        raise Refusal("FAILED", f"Failed to connect and fetch tools from the provided MCP target server: HTTP {problem.status} {problem.message}") from problem


def _require_tokens(gateway: Gateway, target: Target) -> None:
    """To list the tools of a server that takes tokens, the service gets one as the gateway's workload identity."""
    oauth = _oauth(target)
    if not oauth:
        return
    account, region = gateway.arn.split(":")[4], gateway.arn.split(":")[3]
    directory = f"arn:aws:bedrock-agentcore:{region}:{account}:workload-identity-directory/default"
    why = "Failed to get a token for the MCP target server"
    for resource in (directory, f"{directory}/workload-identity/{gateway.id}"):
        require(gateway.role, "bedrock-agentcore:GetWorkloadAccessToken", resource, why)
    require(gateway.role, "bedrock-agentcore:GetResourceOauth2Token", oauth["ProviderArn"], why)


def _of_openapi(gateway: Gateway, target: Target, details: dict) -> list[dict]:
    return openapi.tools(schemas.read(details))


def _of_smithy(gateway: Gateway, target: Target, details: dict) -> list[dict]:
    shapes = schemas.read(details).get("shapes", {})
    return [{"name": id.split("#")[-1]} for id, shape in shapes.items() if shape["type"] == "operation"]


def _of_rest_api(gateway: Gateway, target: Target, details: dict) -> list[dict]:
    if not SURROUNDINGS.stage_exists(details["RestApiId"], details["Stage"]):
        raise invalid(f"Stage {details['Stage']} of REST API {details['RestApiId']} not found")
    configuration = details["ApiGatewayToolConfiguration"]
    overrides = {(one["Path"], one["Method"]): one["Name"] for one in configuration.get("ToolOverrides") or []}
    return [
        {"name": overrides.get((one["FilterPath"], method), method.lower() + one["FilterPath"].replace("/", "_"))}
        for one in configuration["ToolFilters"] for method in one["Methods"]
    ]


def _of_connector(gateway: Gateway, target: Target, details: dict) -> list[dict]:
    return [{"name": one} for one in details.get("Enabled") or [details["Source"]["ConnectorId"]]]


def _of_http(configuration: dict) -> list[dict]:
    arn = configuration.get("Http", {}).get("AgentcoreRuntime", {}).get("Arn")
    if arn and arn.rsplit("/", 1)[-1] not in WORLD.runtimes:
        raise invalid(f"Agent runtime {arn} not found")
    return []
