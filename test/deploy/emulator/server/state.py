"""What the tests read: the tools that each target keeps, and those that its server lists now."""

from ministack.services import appconfig, iam, lambda_svc

from ..agentcore.endpoints import tools_at
from ..agentcore.refusal import NotReady
from ..agentcore.tools import is_mcp_server
from ..agentcore.world import WORLD
from ..runtime_config import agents


def state() -> dict:
    return {
        "targets": [_described(gateway, target) for gateway in WORLD.gateways.values() for target in gateway.targets.values()],
        "gateways": len(WORLD.gateways), "runtimes": len(WORLD.runtimes),
        "policies": sum(len(engine.policies) for engine in WORLD.engines.values()),
        "roles": sorted(name for (_, name) in iam._roles._data if not name.startswith("cdk-")),
        "agents": agents(), "functions": len(lambda_svc._functions._data), "applications": len(appconfig._applications._data),
    }


def _described(gateway, target) -> dict:
    described = {"gateway": gateway.properties["Name"], "target": target.name, "status": target.status, "tools": [tool["name"] for tool in target.tools]}
    if not is_mcp_server(target.configuration):
        return described
    try:
        return {**described, "listedNow": [tool["name"] for tool in tools_at(target.configuration["Mcp"]["McpServer"]["Endpoint"], gateway.role)]}
    except NotReady as problem:
        return {**described, "listedNow": f"HTTP {problem.status}"}
