"""The calls of the control plane that a Lambda function makes: targets are read and synchronized."""

import json
import re

from .gateways import get as get_gateway
from .permissions import may
from .refusal import Refusal
from .targets import check_synchronize, find, synchronize
from .world import Target

# A synchronization takes as many GetGatewayTarget calls until it is done.
POLLS = 2
_running: dict[tuple[str, str], int] = {}

ROUTES = [
    ("PUT", re.compile(r"/gateways/([^/]+)/synchronizeTargets/?"), "SynchronizeGatewayTargets"),
    ("GET", re.compile(r"/gateways/([^/]+)/targets/([^/]+)/?"), "GetGatewayTarget"),
    ("GET", re.compile(r"/gateways/([^/]+)/targets/?"), "ListGatewayTargets"),
    ("GET", re.compile(r"/gateways/([^/]+)/?"), "GetGateway"),
]
STATUS = {"ResourceNotFoundException": 404, "ConflictException": 409, "AccessDeniedException": 403}


def handle(method: str, path: str, body: bytes, role_arn: str | None) -> tuple[int, dict]:
    for route_method, pattern, operation in ROUTES:
        match = pattern.fullmatch(path)
        if match and method == route_method:
            try:
                return _call(operation, match.groups(), json.loads(body) if body else {}, role_arn)
            except Refusal as refusal:
                return STATUS.get(refusal.code, 400), {"__type": refusal.code, "message": refusal.message}
    return 404, {"message": f"{method} {path} is not emulated"}


def _call(operation: str, ids: tuple, body: dict, role_arn: str | None):
    gateway = get_gateway(ids[0])
    if role_arn and not may(role_arn, f"bedrock-agentcore:{operation}", gateway.arn):
        raise Refusal("AccessDeniedException", f"{role_arn} is not authorized to perform: bedrock-agentcore:{operation} on {gateway.arn}")
    if operation == "SynchronizeGatewayTargets":
        return _synchronize(gateway.id, body["targetIdList"])
    if operation == "GetGatewayTarget":
        return 200, _described(find(*ids)[1], advance=True)
    if operation == "ListGatewayTargets":
        return 200, {"items": [_described(target) for target in gateway.targets.values()]}
    return 200, {"gatewayId": gateway.id, "gatewayArn": gateway.arn, "gatewayUrl": gateway.url, "status": "READY"}


def _synchronize(gateway_id: str, target_ids: list[str]):
    if len(target_ids) != 1:
        raise Refusal("ValidationException", "targetIdList must have exactly one target id")
    target = check_synchronize(gateway_id, target_ids[0])
    if target.status == "SYNCHRONIZING":
        raise Refusal("ConflictException", f"Target {target.id} is being synchronized")
    target.status = "SYNCHRONIZING"
    _running[(gateway_id, target.id)] = POLLS
    return 202, {"targets": [_described(target)]}


def _described(target: Target, advance: bool = False) -> dict:
    key = (target.gateway_id, target.id)
    if advance and key in _running:
        _running[key] -= 1
        if _running[key] <= 0:
            del _running[key]
            synchronize(*key)
    return {"targetId": target.id, "gatewayArn": get_gateway(target.gateway_id).arn, "name": target.name, "status": target.status, "statusReasons": target.status_reasons, "lastSynchronizedAt": target.synchronizations}


def finish() -> None:
    """Ends what is running, as time does. A target that is gone is nobody's concern."""
    for key in list(_running):
        del _running[key]
        try:
            synchronize(*key)
        except Refusal:
            pass
