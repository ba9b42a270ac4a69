"""What the role of a gateway needs to call a target, or to read its schema again. MCP servers are not in it: listing their tools shows it."""

from .permissions import may
from .world import Gateway, Target

KEY_OR_TOKEN = {"API_KEY": "GetResourceApiKey", "OAUTH": "GetResourceOauth2Token"}


def missing_permission(gateway: Gateway, target: Target) -> str | None:
    """The first permission that the role lacks now."""
    needed = [*_endpoint(gateway, target), *_schema(target), *_key_or_token(gateway, target)]
    return next((f"{action} on {resource}" for action, resource in needed if not may(gateway.role, action, resource)), None)


def _endpoint(gateway: Gateway, target: Target):
    if _credential_kind(target) != "GATEWAY_IAM_ROLE":
        return
    mcp = target.configuration.get("Mcp", {})
    if "Lambda" in mcp:
        yield "lambda:InvokeFunction", mcp["Lambda"]["LambdaArn"]
    if "ApiGateway" in mcp:
        api = mcp["ApiGateway"]
        _, _, _, region, account, *_ = gateway.arn.split(":")
        for one in api["ApiGatewayToolConfiguration"]["ToolFilters"]:
            for method in one["Methods"]:
                yield "execute-api:Invoke", f"arn:aws:execute-api:{region}:{account}:{api['RestApiId']}/{api['Stage']}/{method}{one['FilterPath']}"
    runtime = target.configuration.get("Http", {}).get("AgentcoreRuntime")
    if runtime:
        yield "bedrock-agentcore:InvokeAgentRuntime", runtime["Arn"]
        yield "bedrock-agentcore:InvokeAgentRuntime", f"{runtime['Arn']}/runtime-endpoint/{runtime.get('Qualifier', 'DEFAULT')}"


def _schema(target: Target):
    for details in target.configuration.get("Mcp", {}).values():
        source = details.get("ToolSchema", details)
        if "S3" in source:
            yield "s3:GetObject", f"arn:aws:s3:::{source['S3']['Uri'].removeprefix('s3://')}"


def _key_or_token(gateway: Gateway, target: Target):
    action = KEY_OR_TOKEN.get(_credential_kind(target))
    if not action:
        return
    details = next(iter(target.credentials[0]["CredentialProvider"].values()))
    provider = details["ProviderArn"]
    vault = provider.rsplit("/", 2)[0]
    directory = gateway.arn.split(":gateway/")[0] + ":workload-identity-directory/default"
    identity = [directory, f"{directory}/workload-identity/{gateway.id}"]
    yield from (("bedrock-agentcore:GetWorkloadAccessToken", resource) for resource in identity)
    yield from ((f"bedrock-agentcore:{action}", resource) for resource in [vault, provider, *identity])


def _credential_kind(target: Target) -> str | None:
    return target.credentials[0]["CredentialProviderType"] if target.credentials else None
