"""Opens an MCP session anew when the gateway has dropped it, which MCP asks of clients and none of them does."""

from dataclasses import dataclass, field

import anyio
import httpx2

HEADER = "mcp-session-id"


@dataclass
class McpSession:
    """A session that an MCP client has opened, by the id that the gateway knows: a later one than the client after the session was opened anew."""

    handshake: bytes
    current: str
    lock: anyio.Lock = field(default_factory=anyio.Lock)
    """Of many requests that find the session dropped, one opens it again."""

    def address(self, request: httpx2.Request) -> bool:
        """Writes the id that the gateway knows into a request; returns whether it had another one."""
        had, request.headers[HEADER] = request.headers[HEADER], self.current
        return had != self.current

    def opened(self, request: httpx2.Request, response: httpx2.Response) -> httpx2.Request | None:
        """Takes over the new session; returns the notification that ends the handshake."""
        if not response.is_success or HEADER not in response.headers:
            return None
        self.current = response.headers[HEADER]
        notification = post(request, b'{"jsonrpc":"2.0","method":"notifications/initialized"}')
        notification.headers[HEADER] = self.current
        if version := request.headers.get("mcp-protocol-version"):
            notification.headers["mcp-protocol-version"] = version
        return notification


def post(like: httpx2.Request, body: bytes) -> httpx2.Request:
    headers = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
    return httpx2.Request("POST", like.url, headers=headers, content=body, extensions=like.extensions)
