"""Opens an MCP session anew when the gateway has dropped it, which MCP asks of clients and none of them does."""

from __future__ import annotations

import httpx2

HEADER = "mcp-session-id"
MAX_KNOWN = 1024


class McpSessions:
    """The sessions opened through one auth object, by the id that the MCP client knows."""

    def __init__(self) -> None:
        self._handshakes: dict[str, bytes] = {}
        self._current: dict[str, str] = {}

    def address(self, request: httpx2.Request) -> str | None:
        """Writes the id that the gateway knows into a request; returns the one that the client knows."""
        known = request.headers.get(HEADER)
        if known is not None:
            request.headers[HEADER] = self._current.get(known, known)
        return known

    def opened(self, request: httpx2.Request, response: httpx2.Response) -> None:
        if opened := response.headers.get(HEADER):
            if len(self._handshakes) >= MAX_KNOWN:
                self._handshakes.pop(next(iter(self._handshakes)))
            self._handshakes[opened] = request.content

    def closed(self, known: str) -> None:
        self._handshakes.pop(known, None)
        self._current.pop(known, None)

    def handshake(self, known: str | None, request: httpx2.Request) -> httpx2.Request | None:
        """The request that opens the session of a request anew."""
        body = self._handshakes.get(known) if known else None
        return body and _post(request, body) or None

    def reopened(self, known: str, request: httpx2.Request, response: httpx2.Response) -> httpx2.Request | None:
        """Makes the new session the one of `request`; returns the notification that ends the handshake."""
        if not response.is_success or HEADER not in response.headers:
            return None
        self._current[known] = request.headers[HEADER] = response.headers[HEADER]
        notification = _post(request, b'{"jsonrpc":"2.0","method":"notifications/initialized"}')
        for name in (HEADER, "mcp-protocol-version"):
            if name in request.headers:
                notification.headers[name] = request.headers[name]
        return notification


def _post(like: httpx2.Request, body: bytes) -> httpx2.Request:
    headers = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    return httpx2.Request("POST", like.url, headers=headers, content=body, extensions=like.extensions)
