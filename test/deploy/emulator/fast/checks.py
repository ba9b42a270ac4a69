"""What must hold when a deployment has ended. Each returns sentences about what does not."""

import json

from ministack.core.responses import request_scope
from ministack.services import appconfig, iam, lambda_svc

from ..agentcore import cedar
from ..agentcore.calls import missing_permission
from ..agentcore.endpoints import tools_at
from ..agentcore.refusal import NotReady
from ..agentcore.tools import all_tools, is_mcp_server
from ..agentcore.world import WORLD
from ..runtime_config import agents, agents_with_document, latest_document
from .assembly import Stack

KINDS = {
    "AWS::BedrockAgentCore::Gateway": lambda: len(WORLD.gateways),
    "AWS::BedrockAgentCore::GatewayTarget": lambda: sum(len(gateway.targets) for gateway in WORLD.gateways.values()),
    "AWS::BedrockAgentCore::Runtime": lambda: len(WORLD.runtimes),
    "AWS::BedrockAgentCore::PolicyEngine": lambda: len(WORLD.engines),
    "AWS::BedrockAgentCore::Policy": lambda: sum(len(engine.policies) for engine in WORLD.engines.values()),
}


def deployed(stacks: dict[str, Stack], wanted: set[str] | None = None) -> list[str]:
    """`wanted` are the agents that must find a document; all of them, if it is None."""
    return [*fresh(), *_denied(), *_counts(stacks), *_policies(), *documents(stacks, wanted)]


def fresh() -> list[str]:
    """Every target keeps exactly the tools that its server has now."""
    problems = []
    for gateway in WORLD.gateways.values():
        for target in gateway.targets.values():
            name = f"{gateway.properties['Name']}/{target.name}"
            if target.status not in ("READY", "CREATE_PENDING_AUTH"):
                problems.append(f"target: {name} is {target.status}")
            server = target.configuration.get("Mcp", {}).get("McpServer", {})
            if not is_mcp_server(target.configuration) or server.get("McpToolSchema") or server.get("ListingMode") == "DYNAMIC" or target.status == "CREATE_PENDING_AUTH":
                continue
            kept = sorted(tool["name"] for tool in target.tools)
            try:
                now = sorted(tool["name"] for tool in tools_at(server["Endpoint"], gateway.role))
            except NotReady as problem:
                problems.append(f"target: {name} cannot be listed: HTTP {problem.status}")
                continue
            if kept != now:
                problems.append(f"stale: {name} {_difference(kept, now)}")
    return problems


def _difference(kept: list, now: list) -> str:
    lacks, still = [tool for tool in now if tool not in kept], [tool for tool in kept if tool not in now]
    return " and ".join([*([f"lacks {lacks[0]}"] if lacks else []), *([f"still has {still[0]}"] if still else [])]) or "has another order"


def _denied() -> list[str]:
    """The role of every gateway may call its targets, those too that the deployment did not touch."""
    missing = [(gateway, target, missing_permission(gateway, target)) for gateway in WORLD.gateways.values() for target in gateway.targets.values()]
    return [f"denied: {gateway.properties['Name']}/{target.name} needs {permission}" for gateway, target, permission in missing if permission]


def _counts(stacks: dict[str, Stack]) -> list[str]:
    problems = []
    for type, count in KINDS.items():
        wanted = sum(one["Type"] == type for stack in stacks.values() for one in stack.resources.values())
        if count() != wanted:
            problems.append(f"count: {count()} of {type} instead of {wanted}")
    return problems


def _policies() -> list[str]:
    problems = []
    for engine in WORLD.engines.values():
        tools = [tool["name"] for gateway in WORLD.gateways.values() if gateway.engine == engine.arn for tool in all_tools(gateway)]
        for policy in engine.policies.values() if tools else []:
            unknown = cedar.unknown_actions(policy["statement"], tools)
            if unknown:
                problems.append(f"policy: {policy['name']} names {unknown[0]}, which is gone")
    return problems


def documents(stacks: dict[str, Stack], wanted: set[str] | None) -> list[str]:
    """Every agent finds a document, and everything that is in it exists."""
    problems = [f"document: {name} finds none" for name, finds in agents().items() if not finds and (wanted is None or name in wanted)]
    for account, region in sorted({(stack.account, stack.region) for stack in stacks.values()}):
        with request_scope(account, region):
            contents = [latest_document(application) for application in appconfig._applications]
        problems += [f"document: {problem}" for content in contents if content is not None for problem in _problems_of(content)]
    return problems


def meanwhile(found_before: set[str]) -> list[str]:
    """While a deployment is on its way, whoever found something still does."""
    found = [f"meanwhile: agent {agent} finds no document" for agent in found_before - agents_with_document() if _runtime_named(agent)]
    for gateway in WORLD.gateways.values():
        engine = next((engine for engine in WORLD.engines.values() if engine.arn == gateway.engine), None)
        if engine and gateway.enforces and gateway.targets and not engine.policies:
            found.append(f"meanwhile: gateway {gateway.properties['Name']} denies everything")
    return found


def _runtime_named(name: str) -> bool:
    return any(runtime.properties["AgentRuntimeName"] == name for runtime in WORLD.runtimes.values())


def orphans(before: dict[str, Stack], after: dict[str, Stack]) -> list[str]:
    """Stacks that the app no longer has stay deployed: `cdk deploy` says nothing about them."""
    return [f"orphan: {name}" for name in before.keys() - after.keys()]


def _problems_of(content: str) -> list[str]:
    if not content:
        return ["the version that is deployed has been deleted"]
    document = json.loads(content)
    entries = {**document.get("gateways", {}), **document.get("agentRuntimes", {})}
    return [f"{key} is gone" for key, place in entries.items() if place in WORLD.gone]


def gone() -> list[str]:
    """Nothing is left of what was deleted, but what its template retains: users' log groups."""
    left = [] if WORLD.is_empty() else ["AgentCore"]
    left += [name for name, store in (("IAM roles", iam._roles), ("IAM policies", iam._policies), ("functions", lambda_svc._functions),
                                      ("AppConfig applications", appconfig._applications)) if store._data]
    return [f"left over: {name}" for name in left]
