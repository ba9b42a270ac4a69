"""CreateGatewayTarget, UpdateGatewayTarget, SynchronizeGatewayTargets, DeleteGatewayTarget.

These are the only calls that read what an MCP server lists.
"""

import string

from . import names, target_kinds
from .gateways import get as get_gateway
from .refusal import Refusal, conflict, invalid, missing
from .tools import is_mcp_server
from .world import WORLD, Target

LIMIT = 100


def create(gateway_id: str, properties: dict) -> Target:
    gateway = get_gateway(gateway_id)
    if len(gateway.targets) >= LIMIT:
        raise Refusal("ServiceQuotaExceededException", f"A gateway has at most {LIMIT} targets")
    target = Target(id=WORLD.new_id(string.ascii_uppercase + string.digits), gateway_id=gateway_id, name=properties["Name"],
                    configuration=properties["TargetConfiguration"], credentials=properties.get("CredentialProviderConfigurations") or [])
    _check_name(gateway, target, target.name)
    _read(gateway, target)
    gateway.targets[target.id] = target
    return target


def update(gateway_id: str, target_id: str, properties: dict) -> Target:
    gateway, target = find(gateway_id, target_id)
    _check_name(gateway, target, properties["Name"])
    changed = Target(id=target.id, gateway_id=gateway_id, name=properties["Name"], configuration=properties["TargetConfiguration"],
                     credentials=properties.get("CredentialProviderConfigurations") or [], synchronizations=target.synchronizations + 1)
    _read(gateway, changed)
    gateway.targets[target_id] = changed
    return changed


def delete(gateway_id: str, target_id: str) -> None:
    gateway, target = find(gateway_id, target_id)
    del gateway.targets[target.id]


def check_synchronize(gateway_id: str, target_id: str) -> Target:
    _, target = find(gateway_id, target_id)
    server = target.configuration.get("Mcp", {}).get("McpServer")
    if server is None or server.get("ListingMode") == "DYNAMIC" or server.get("McpToolSchema"):
        raise invalid(f"Target {target_id} cannot be synchronized: the service reads no tools of it")
    return target


def synchronize(gateway_id: str, target_id: str) -> None:
    """What happens after SynchronizeGatewayTargets has returned 202. A failure keeps the old tools."""
    gateway, target = find(gateway_id, target_id)
    try:
        target.tools = target_kinds.tools_of(gateway, target)
        target.synchronizations += 1
        target.status, target.status_reasons = "READY", []
    except Refusal as refusal:
        target.status, target.status_reasons = "SYNCHRONIZE_UNSUCCESSFUL", [refusal.message]


def find(gateway_id: str, target_id: str):
    gateway = get_gateway(gateway_id)
    if target_id not in gateway.targets:
        raise missing(f"Target {target_id} of gateway {gateway_id} not found")
    return gateway, gateway.targets[target_id]


def _check_name(gateway, target: Target, name: str) -> None:
    names.check("Target name", names.TARGET, name)
    if any(other.name == name and other.id != target.id for other in gateway.targets.values()):
        raise conflict(f"Target with name {name} already exists on gateway {gateway.id}")


def _read(gateway, target: Target) -> None:
    category = next(iter(target.configuration))
    if gateway.properties.get("ProtocolType") == "MCP" and category != "Mcp":
        raise invalid(f"{category} targets are not supported for gateways with the MCP protocol")
    target_kinds.check_credentials(gateway, target)
    target.tools = target_kinds.tools_of(gateway, target)
    seen = [tool["name"] for tool in target.tools]
    if len(seen) != len(set(seen)):
        raise invalid("Duplicate tool found in target configuration")
    if is_mcp_server(target.configuration) and target_kinds.signs_in(target):
        target.status = "CREATE_PENDING_AUTH"
