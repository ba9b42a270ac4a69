"""Which server is behind a URL, and what it lists to whom."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from .permissions import may
from .refusal import NotReady
from .servers import SERVERS
from .tools import listed_tools
from .world import WORLD, Gateway, Runtime

GATEWAY_HOST = re.compile(r"([0-9a-z-]+)\.gateway\.bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com")
RUNTIME_HOST = re.compile(r"bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com")


def server_at(url: str):
    """The gateway, or the runtime and its qualifier, or None for a server that is not emulated."""
    parts = urlsplit(url)
    gateway = GATEWAY_HOST.fullmatch(parts.hostname or "")
    if gateway:
        return WORLD.gateways.get(gateway[1]) or _gone(f"gateway {gateway[1]}")
    if RUNTIME_HOST.fullmatch(parts.hostname or ""):
        path = re.fullmatch(r"/runtimes/([^/]+)/invocations", parts.path)
        arn = unquote(path[1]) if path else ""
        qualifier = parse_qs(parts.query).get("qualifier", ["DEFAULT"])[0]
        return (WORLD.runtimes.get(arn.rsplit("/", 1)[-1]) or _gone(f"runtime {arn}"), qualifier)
    return None


def _gone(what: str):
    raise NotReady(404, f"{what} does not exist")


def tools_at(url: str, role_arn: str) -> list[dict]:
    """What the server lists to a role now."""
    server = server_at(url)
    if server is None:
        return [{"name": "of_another_company", "inputSchema": {"type": "object"}}]
    if isinstance(server, Gateway):
        return tools_of_gateway(server, role_arn)
    return tools_of_runtime(*server, role_arn)


def tools_of_gateway(gateway: Gateway, role_arn: str) -> list[dict]:
    if gateway.properties["AuthorizerType"] == "CUSTOM_JWT":
        raise NotReady(401, "Missing Bearer token")
    if gateway.properties["AuthorizerType"] == "AWS_IAM" and not may(role_arn, "bedrock-agentcore:InvokeGateway", gateway.arn):
        raise NotReady(403, f"{role_arn} is not authorized to perform: bedrock-agentcore:InvokeGateway on {gateway.arn}")
    return listed_tools(gateway, role_arn)


def tools_of_runtime(runtime: Runtime, qualifier: str, role_arn: str) -> list[dict]:
    check_invocation(runtime, qualifier, role_arn)
    return SERVERS.tools(runtime)


def check_invocation(runtime: Runtime, qualifier: str, role_arn: str) -> None:
    if qualifier != "DEFAULT" and qualifier not in runtime.endpoints:
        raise NotReady(404, f"endpoint {qualifier} of {runtime.arn} does not exist")
    if runtime.properties.get("AuthorizerConfiguration"):
        return  # It takes tokens, and whoever calls it here has one.
    for arn in (runtime.arn, f"{runtime.arn}/runtime-endpoint/{qualifier}"):
        if not may(role_arn, "bedrock-agentcore:InvokeAgentRuntime", arn):
            raise NotReady(403, f"{role_arn} is not authorized to perform: bedrock-agentcore:InvokeAgentRuntime on {arn}")
