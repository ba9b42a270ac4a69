"""The tools that a gateway lists."""

from . import cedar
from .world import WORLD, Gateway

SEARCH_TOOL = {"name": "x_amz_bedrock_agentcore_search", "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}}


def is_mcp_server(configuration: dict) -> bool:
    return "McpServer" in configuration.get("Mcp", {})


def all_tools(gateway: Gateway) -> list[dict]:
    """Those of its targets, by the names that its callers and its policies use."""
    return [{**tool, "name": f"{target.name}___{tool['name']}"} for target in gateway.targets.values() for tool in target.tools]


def listed_tools(gateway: Gateway, role_arn: str) -> list[dict]:
    """Those that its policies let a role see."""
    tools = all_tools(gateway)
    if gateway.engine and gateway.enforces:
        engine = next((engine for engine in WORLD.engines.values() if engine.arn == gateway.engine), None)
        policies = engine.policies.values() if engine else []
        tools = [tool for tool in tools if cedar.may_see(policies, role_arn, tool["name"], gateway.arn)]
    mcp = (gateway.properties.get("ProtocolConfiguration") or {}).get("Mcp", {})
    return [*([SEARCH_TOOL] if mcp.get("SearchType") == "SEMANTIC" else []), *tools]
