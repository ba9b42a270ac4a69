"""The MCP endpoints of gateways, runtimes and function URLs, for callers that sign as a role."""

import json

from .endpoints import check_call, check_invocation, server_at, tools_of_gateway
from .refusal import NotReady
from .servers import SERVERS, Response
from .surroundings import FunctionUrl
from .world import Gateway

PAGE = 30


def handle(url: str, headers: dict, body: bytes, role_arn: str | None) -> Response:
    try:
        server = server_at(url)
        if isinstance(server, Gateway):
            return _respond(body, lambda: tools_of_gateway(server, role_arn or ""))
        if isinstance(server[0], FunctionUrl):
            check_call(server[0], role_arn or "")
            return SERVERS.forward_to_function(*server, body, headers) or _respond(body, lambda: SERVERS.tools_of_function(*server))
        check_invocation(*server, role_arn or "")
        return SERVERS.forward(server[0], body, headers) or _respond(body, lambda: SERVERS.tools(server[0]))
    except NotReady as problem:
        return Response(problem.status, "application/json", json.dumps({"message": problem.message}).encode())


def _respond(body: bytes, list_tools) -> Response:
    request = json.loads(body)
    if "id" not in request:
        return Response(202, "application/json", b"")
    content = {"jsonrpc": "2.0", "id": request["id"], **_outcome(request, list_tools())}
    return Response(200, "application/json", json.dumps(content).encode())


def _outcome(request: dict, tools: list[dict]) -> dict:
    method, parameters = request["method"], request.get("params") or {}
    if method == "initialize":
        return {"result": {"protocolVersion": parameters["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": {"name": "emulated", "version": "1"}}}
    if method == "tools/list":
        start = int(parameters.get("cursor") or 0)
        more = {"nextCursor": str(start + PAGE)} if start + PAGE < len(tools) else {}
        return {"result": {"tools": [{"inputSchema": {"type": "object"}, **tool} for tool in tools[start:start + PAGE]], **more}}
    return {"error": {"code": -32601, "message": f"method {method} not found"}}
