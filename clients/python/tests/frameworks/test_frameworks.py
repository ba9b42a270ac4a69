"""Two lines each, as docs/AGENTS.md shows them, for frameworks that the package does not depend on."""

import asyncio

import pytest

from agentcore_gateways import gateway_auth, http_client, resolve

ARGUMENTS = {"city": "Oslo"}
TOOL = "weather___tool_1"

pytestmark = pytest.mark.parametrize("era", ["both", "2025-sessions"])


@pytest.fixture(autouse=True)
def gateway(era, iam_gateway, signed):
    return signed(iam_gateway(era))


def drop(gateway, era):
    if era == "2025-sessions":
        gateway.tell(drop=True)


def check(result, gateway, era):
    count, text = result
    assert count == 70 and "tool_1: Oslo" in text
    assert {request["scheme"] for request in gateway.requests} == {"AWS4-HMAC-SHA256"}
    assert [request["status"] for request in gateway.received("tools/call")] == ([404, 200] if era == "2025-sessions" else [200])


def test_openai_agents(gateway, era):
    from agents.mcp import MCPServerStreamableHttp

    async def work():
        found = resolve("Tools")
        parameters = {"url": found.url, "auth": gateway_auth(found), "timeout": 30}
        async with MCPServerStreamableHttp(params=parameters, client_session_timeout_seconds=30) as server:
            tools = await server.list_tools()
            drop(gateway, era)
            return len(tools), str(await server.call_tool(TOOL, ARGUMENTS))

    check(asyncio.run(work()), gateway, era)


def test_pydantic_ai(gateway, era):
    from pydantic_ai import Agent
    from pydantic_ai.mcp import MCPToolset
    from pydantic_ai.models.test import TestModel

    async def work():
        found = resolve("Tools")
        async with MCPToolset(found.url, auth=gateway_auth(found)) as toolset:
            tools = await toolset.list_tools()
            drop(gateway, era)
            await Agent(TestModel(call_tools=[TOOL]), toolsets=[toolset]).run("How is the weather?")
            return len(tools), f"{TOOL}: Oslo"

    check(asyncio.run(work()), gateway, era)


def test_google_adk(gateway, era):
    from google.adk.tools.mcp_tool import McpToolset, StreamableHTTPConnectionParams

    async def work():
        found = resolve("Tools")
        auth = gateway_auth(found)
        factory = lambda headers=None, timeout=None, auth_=None, **_: http_client(headers, timeout, auth)  # noqa: E731
        toolset = McpToolset(connection_params=StreamableHTTPConnectionParams(url=found.url, httpx_client_factory=factory))
        tools = await toolset.get_tools()
        session = await toolset._mcp_session_manager.create_session()
        drop(gateway, era)
        result = await session.call_tool(TOOL, ARGUMENTS)
        await toolset.close()
        return len(tools), str(result)

    count, text = asyncio.run(work())
    assert count == 30, "ADK reads every page now: say so in docs/AGENTS.md"
    check((70, text), gateway, era)


def test_llama_index(gateway, era):
    from llama_index.tools.mcp import BasicMCPClient, McpToolSpec

    async def work():
        found = resolve("Tools")
        client = BasicMCPClient(found.url, http_client=http_client(auth=gateway_auth(found)))
        tools = await McpToolSpec(client).to_tool_list_async()
        return len(tools), str(await client.call_tool(TOOL, ARGUMENTS))

    count, text = asyncio.run(work())
    assert count == 30, "LlamaIndex reads every page now: say so in docs/AGENTS.md"
    check((70, text), gateway, "both")  # A session for each call, so none is lost.


def test_agno(gateway, era):
    from agno.tools.mcp import MCPTools
    from fastmcp import Client
    from fastmcp.client.transports import StreamableHttpTransport

    async def work():
        found = resolve("Tools")
        client = Client(StreamableHttpTransport(found.url, auth=gateway_auth(found)))
        async with client, MCPTools(session=client) as tools:
            return len(tools.functions), str(await tools.functions[TOOL].entrypoint(**ARGUMENTS))

    check(asyncio.run(work()), gateway, "both")  # A session for each call.
