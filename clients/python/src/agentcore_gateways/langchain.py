"""LangChain and LangGraph: `pip install 'agentcore-gateways[langchain]'`."""

from __future__ import annotations

import asyncio
import functools
import threading
import warnings
import weakref
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, ClassVar, TypeVar, cast

from fastmcp.client import Client
from fastmcp.client.transports import StreamableHttpTransport
from langchain_core.tools import BaseTool, StructuredTool

from .auth import GatewayAuth, gateway_auth
from .gateway import Gateway
from .signing import CredentialSource
from .tokens import TokenProvider
from .transport import http_client

with warnings.catch_warnings():  # That it is in beta says nothing to those who do not import it themselves.
    warnings.simplefilter("ignore")
    from langchain.mcp import MCPAdapter

T = TypeVar("T")


class GatewayTools(list[BaseTool]):
    """The tools of a gateway, to invoke with or without `await`.

    They share one MCP session, which listed them: tools that open a session for each call take five requests instead of one. `close()`, the
    end of a `with` block and garbage collection end it. A tool that is used after that works too, with a session for each call.
    """

    def __init__(self, tools: list[BaseTool], adapter: MCPAdapter) -> None:
        super().__init__(_on_loop(tool) for tool in tools)
        self._end = weakref.finalize(self, lambda: _submit(adapter.__aexit__(None, None, None)))
        self._end.atexit = False

    def close(self) -> None:
        if ended := self._end():
            ended.result()

    def __enter__(self) -> GatewayTools:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def load_tools(gateway: str | Gateway, *, credentials: CredentialSource | None = None, token: TokenProvider | None = None) -> GatewayTools:
    """Every tool of a gateway, as LangChain tools with the names they have in the gateway.

    Args:
        gateway: the key of the gateway in the Runtime Configuration, or what `resolve` returned.
        credentials: see `gateway_auth`, also for `token`.
    """
    return _submit(_open(gateway_auth(gateway, credentials=credentials, token=token))).result()


async def aload_tools(gateway: str | Gateway, **options: Any) -> GatewayTools:
    """Same as `load_tools`, without blocking the event loop."""
    return await asyncio.to_thread(load_tools, gateway, **options)


class GatewayClientLangChain:
    """Extend it with the `name` of a gateway to have `.create()` without arguments."""

    name: ClassVar[str]

    @classmethod
    def create(cls, **options: Any) -> GatewayTools:
        """Same as `load_tools(name, …)`."""
        return load_tools(cls.name, **options)


async def _open(auth: GatewayAuth) -> GatewayTools:
    adapter = MCPAdapter(Client(StreamableHttpTransport(auth.gateway.url, auth=auth, httpx_client_factory=http_client)))
    await adapter.__aenter__()
    try:
        return GatewayTools(await adapter.list_tools(), adapter)
    except BaseException:
        await adapter.__aexit__(None, None, None)
        raise


def _on_loop(tool: BaseTool) -> BaseTool:
    """Makes a tool call through the session's event loop, whichever loop the agent runs in, or none."""
    assert isinstance(tool, StructuredTool)
    call = cast("Callable[..., Coroutine[Any, Any, Any]]", tool.coroutine)

    def func(**arguments: Any) -> Any:
        return _submit(call(**arguments)).result()

    async def coroutine(**arguments: Any) -> Any:
        return await asyncio.wrap_future(_submit(call(**arguments)))

    tool.func, tool.coroutine = func, coroutine
    return tool


def _submit(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Runs in the context of the caller, so that a request carries the caller's session."""
    return asyncio.run_coroutine_threadsafe(work, _loop())


@functools.lru_cache(maxsize=None)
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="agentcore-gateways", daemon=True).start()
    return loop
