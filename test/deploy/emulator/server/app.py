"""Sends requests for AgentCore to its model, and all others to ministack."""

import asyncio
import json

from ministack.app import app as ministack

from ..agentcore import http
from ..agentcore.servers import Response
from . import credentials
from .state import state


async def app(scope, receive, send):
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope.get("headers", [])}
    if scope["type"] == "http" and scope["path"] == "/_emulator/state":
        return await _send(send, Response(200, "application/json", json.dumps(state()).encode()))
    host = headers.get("x-emulated-host")
    if scope["type"] != "http" or not host:
        return await ministack(scope, receive, send)
    query = f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
    url = f"https://{host}{scope['raw_path'].decode().split('?')[0]}{query}"
    body = await _read(receive)
    role = credentials.role_of(headers.get("authorization", ""))
    response = await asyncio.to_thread(http.handle, scope["method"], url, headers, body, role)
    return await _send(send, response or Response(502, "application/json", b'{"message":"no such host"}'))


async def _read(receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _send(send, response: Response) -> None:
    await send({"type": "http.response.start", "status": response.status, "headers": [(b"content-type", response.content_type.encode())]})
    await send({"type": "http.response.body", "body": response.body})
