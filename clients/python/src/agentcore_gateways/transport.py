"""For programs that use the `mcp` package itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx2

from .auth import INTERNAL_ERROR, GatewayAuth, gateway_auth
from .gateway import Gateway
from .signing import CredentialSource
from .tokens import TokenProvider

if TYPE_CHECKING:
    from mcp.client._transport import TransportStreams
    from mcp import ClientSession
    from mcp.types import Tool


@asynccontextmanager
async def connect(auth: GatewayAuth) -> AsyncIterator[TransportStreams]:
    from mcp.client.streamable_http import streamable_http_client

    try:
        async with http_client(auth=auth) as client, streamable_http_client(auth.gateway.url, http_client=client) as streams:
            yield streams
    except Exception as error:  # mcp's task groups wrap what happens in them: "unhandled errors in a TaskGroup" tells nobody anything.
        wrapped: list[Exception] = getattr(error, "exceptions", [])
        while len(wrapped) == 1:
            error, wrapped = wrapped[0], getattr(wrapped[0], "exceptions", [])
        raise error


class GatewayHttpClient(httpx2.AsyncClient):
    """Turns what fails on the way to the gateway into the response to one request; an exception would end the MCP session for good."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        try:
            return await super().send(request, **options)
        except Exception as error:
            about = getattr(self.auth, "gateway", request.url)
            message = f"{about} cannot be called: {error if str(error) else repr(error)}"
            body = {"jsonrpc": "2.0", "id": None, "error": {"code": INTERNAL_ERROR, "message": message}}
            return httpx2.Response(503, json=body, request=request)


def http_client(
    headers: dict[str, str] | None = None, timeout: httpx2.Timeout | None = None, auth: httpx2.Auth | None = None, **_: Any
) -> httpx2.AsyncClient:
    """The HTTP client of an MCP client. Redirects are not followed: they could lead credentials elsewhere."""
    return GatewayHttpClient(headers=headers, timeout=timeout or httpx2.Timeout(30.0, read=300.0), auth=auth, follow_redirects=False)


def transport(
    gateway: str | Gateway, *, credentials: CredentialSource | None = None, token: TokenProvider | None = None
) -> AbstractAsyncContextManager[TransportStreams]:
    """The streams of a connection, for `mcp.ClientSession`, `mcp.client.Client` and everything that takes an MCP transport."""
    return connect(gateway_auth(gateway, credentials=credentials, token=token))


async def all_tools(session: ClientSession) -> list[Tool]:
    """Every page of `tools/list`; `session.list_tools()` returns the first one only."""
    from mcp.types import PaginatedRequestParams

    page = await session.list_tools()
    tools = list(page.tools)
    cursors: set[str | None] = {None}
    while (cursor := page.next_cursor) not in cursors:  # The last page has none; a cursor that comes again would go on for ever.
        cursors.add(cursor)
        page = await session.list_tools(params=PaginatedRequestParams(cursor=cursor))
        tools += page.tools
    return tools
