"""Which requests are AgentCore's or for function URLs, by the host that they are for."""

import json
import re
from urllib.parse import urlsplit

from . import control_plane, data_plane
from .endpoints import FUNCTION_URL_HOST
from .servers import Response

CONTROL = re.compile(r"bedrock-agentcore-control\.[a-z0-9-]+\.amazonaws\.com")
DATA = re.compile(r"([0-9a-z-]+\.gateway\.)?bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com")


def handle(method: str, url: str, headers: dict, body: bytes, role_arn: str | None) -> Response | None:
    """None for a host that is not emulated."""
    parts = urlsplit(url)
    if CONTROL.fullmatch(parts.hostname or ""):
        status, content = control_plane.handle(method, parts.path, body, role_arn)
        return Response(status, "application/json", json.dumps(content).encode())
    if DATA.fullmatch(parts.hostname or "") or FUNCTION_URL_HOST.fullmatch(parts.hostname or ""):
        return data_plane.handle(url, headers, body, role_arn) if method == "POST" else Response(405, "application/json", b"{}")
    return None
