"""Which server is behind a URL, and what it lists to whom."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from .permissions import may
from .refusal import NotReady
from .servers import SERVERS
from .surroundings import SURROUNDINGS, FunctionUrl
from .tools import listed_tools
from .world import WORLD, Gateway, Runtime

GATEWAY_HOST = re.compile(r"([0-9a-z-]+)\.gateway\.bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com")
API_HOST = re.compile(r"(?P<id>[0-9a-z]+)\.execute-api\.(?P<region>[a-z0-9-]+)\.amazonaws\.com")
FUNCTION_URL_HOST = re.compile(r"[0-9a-z]+\.lambda-url\.[a-z0-9-]+\.on\.aws")
RUNTIME_HOST = re.compile(r"bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com")


def server_at(url: str):
    """The gateway, or the runtime and its qualifier, or the function URL and its path, or None for a server that is not emulated."""
    parts = urlsplit(url)
    gateway = GATEWAY_HOST.fullmatch(parts.hostname or "")
    if gateway:
        return WORLD.gateways.get(gateway[1]) or _gone(f"gateway {gateway[1]}")
    if RUNTIME_HOST.fullmatch(parts.hostname or ""):
        path = re.fullmatch(r"/runtimes/([^/]+)/invocations", parts.path)
        arn = unquote(path[1]) if path else ""
        qualifier = parse_qs(parts.query).get("qualifier", ["DEFAULT"])[0]
        return (WORLD.runtimes.get(arn.rsplit("/", 1)[-1]) or _gone(f"runtime {arn}"), qualifier)
    if FUNCTION_URL_HOST.fullmatch(parts.hostname or ""):
        return (SURROUNDINGS.function_url(parts.hostname) or _gone(parts.hostname), parts.path)
    return None


def _gone(what: str):
    raise NotReady(404, f"{what} does not exist")


def tools_at(url: str, role_arn: str) -> list[dict]:
    """What the server lists to a role now."""
    server = server_at(url)
    if server is None:
        _check_call_of_api(url, role_arn)
        return [{"name": "of_another_company", "inputSchema": {"type": "object"}}]
    if isinstance(server, Gateway):
        return tools_of_gateway(server, role_arn)
    if isinstance(server[0], FunctionUrl):
        check_call(server[0], role_arn)
        return SERVERS.tools_of_function(*server)
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


def check_call(url: FunctionUrl, role_arn: str) -> None:
    """A function URL with IAM authorization rejects a role that may not call it."""
    if url.auth_type != "AWS_IAM":
        return
    keys = {"lambda:FunctionUrlAuthType": "AWS_IAM", "lambda:InvokedViaFunctionUrl": "true"}
    for action in ("lambda:InvokeFunctionUrl", "lambda:InvokeFunction"):
        if not may(role_arn, action, url.arn, keys):
            raise NotReady(403, f"{role_arn} is not authorized to perform: {action} on {url.arn}")


def _check_call_of_api(url: str, role_arn: str) -> None:
    """A REST API rejects a role that may not call it."""
    host, path = urlsplit(url).hostname or "", urlsplit(url).path
    api = API_HOST.fullmatch(host)
    if not api:
        return
    region, account = api["region"], role_arn.split(":")[4]
    stage, _, method = path[1:].partition("/")
    with SURROUNDINGS.scope(account, region):
        _check_api(api["id"], stage, f"arn:aws:execute-api:{region}:{account}:{api['id']}/{stage}/POST/{method}", role_arn)


def _check_api(id: str, stage: str, method_arn: str, role_arn: str) -> None:
    if not SURROUNDINGS.stage_exists(id, stage):
        raise NotReady(403, f"stage {stage} of REST API {id} does not exist")
    if not may(role_arn, "execute-api:Invoke", method_arn):
        raise NotReady(403, f"{role_arn} is not authorized to perform: execute-api:Invoke on {method_arn}")
