"""Strands Agents: `pip install 'agentcore-gateways[strands]'`."""

from typing import Any, ClassVar, cast

from strands.tools.mcp import MCPClient
from strands.tools.mcp.mcp_agent_tool import MCPAgentTool
from strands.tools.mcp.mcp_client import ToolFilters
from strands.types import PaginatedList

from .auth import gateway_auth
from .gateway import Gateway
from .signing import CredentialSource
from .tokens import TokenProvider
from .transport import connect


class GatewayMCPClient(MCPClient):
    """An `MCPClient` whose `list_tools_sync()` returns every tool of the gateway."""

    def list_tools_sync(
        self, pagination_token: str | None = None, prefix: str | None = None, tool_filters: ToolFilters | None = None
    ) -> PaginatedList[MCPAgentTool]:
        """Lists the tools, all pages of them; with a `pagination_token`, only that page."""
        page = super().list_tools_sync(pagination_token, prefix, tool_filters)
        if pagination_token is not None:
            return page
        tools = list(page)
        tokens: set[str | None] = {None}
        while (token := page.pagination_token) not in tokens:
            tokens.add(token)
            page = super().list_tools_sync(token, prefix, tool_filters)
            tools += page
        return PaginatedList[MCPAgentTool](tools)


def mcp_client(
    gateway: str | Gateway, *, credentials: CredentialSource | None = None, token: TokenProvider | None = None, **options: Any
) -> GatewayMCPClient:
    """A Strands client of a gateway, for `with` and `list_tools_sync()`, or for `Agent(tools=[client])`.

    Args:
        gateway: the key of the gateway in the Runtime Configuration, or what `resolve` returned.
        credentials: see `gateway_auth`, also for `token`.
        options: those of `MCPClient`, such as `prefix`, `tool_filters` or `startup_timeout`.
    """
    auth = gateway_auth(gateway, credentials=credentials, token=token)
    return GatewayMCPClient(cast(Any, lambda: connect(auth)), **options)


class GatewayClientStrands:
    """Extend it with the `name` of a gateway to have `.create()` without arguments."""

    name: ClassVar[str]

    @classmethod
    def create(cls, **options: Any) -> GatewayMCPClient:
        """Same as `mcp_client(name, …)`."""
        return mcp_client(cls.name, **options)
