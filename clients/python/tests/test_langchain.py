import asyncio
import gc

import pytest
from conftest import ERAS
from langchain.agents import create_agent
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from mcp.shared.exceptions import MCPError

from agentcore_gateways import session
from agentcore_gateways.langchain import GatewayClientLangChain, aload_tools, load_tools


class MyGatewayClientLangChain(GatewayClientLangChain):
    name = "Tools"


class ScriptedModel(GenericFakeChatModel):
    """Calls one tool, then ends."""

    def bind_tools(self, tools, **_):
        assert len(tools) == 70
        return self


def scripted():
    call = AIMessage("", tool_calls=[{"name": "weather___tool_69", "args": {"city": "Oslo"}, "id": "1"}])
    return ScriptedModel(messages=iter([call, AIMessage("done")]))


def tool(tools, name="weather___tool_69"):
    return next(tool for tool in tools if tool.name == name)


def text(result):
    return result[0]["text"]


@pytest.mark.parametrize("era", ERAS)
def test_every_tool_is_listed_and_called_on_one_session_with_and_without_await(era, iam_gateway, signed):
    gateway = signed(iam_gateway(era))
    with MyGatewayClientLangChain.create() as tools:
        assert [tool.name for tool in tools] == [f"weather___tool_{i}" for i in range(70)]
        assert text(tool(tools).invoke({"city": "Oslo"})) == "tool_69: Oslo"
        assert text(asyncio.run(tool(tools).ainvoke({"city": "Bergen"}))) == "tool_69: Bergen"
    assert [len(gateway.received(method)) for method in ("tools/list", "tools/call")] == [3, 2]
    assert gateway.tell()["openSessions"] == 0
    assert gateway.tell()["connections"] == 0


@pytest.mark.parametrize("asynchronous", [False, True])
def test_an_agent_calls_a_tool_of_the_last_page(asynchronous, iam_gateway, signed):
    signed(iam_gateway())
    question = {"messages": [("user", "How is the weather in Oslo?")]}

    async def ask():
        return await create_agent(scripted(), await aload_tools("Tools")).ainvoke(question)

    answer = asyncio.run(ask()) if asynchronous else create_agent(scripted(), load_tools("Tools")).invoke(question)
    assert "tool_69: Oslo" in str(answer["messages"][-2].content)


def test_tools_work_after_their_session_was_closed_or_collected(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))
    one = tool(load_tools("Tools"))
    gc.collect()
    assert text(one.invoke({"city": "Oslo"})) == "tool_69: Oslo"
    assert gateway.tell()["openSessions"] == 0


def test_a_dropped_session_is_opened_again_and_the_call_runs_once(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))
    with load_tools("Tools") as tools:
        gateway.tell(drop=True)
        assert text(tool(tools).invoke({"city": "Oslo"})) == "tool_69: Oslo"
    assert [request["status"] for request in gateway.received("tools/call")] == [404, 200]


def test_tools_survive_a_failed_call_and_a_gateway_that_was_down(iam_gateway, signed):
    gateway = signed(iam_gateway())
    with load_tools("Tools") as tools:
        gateway.tell(fail={"method": "tools/call", "status": 500})
        with pytest.raises(MCPError, match="returned 500 to tools/call: Internal Server Error"):
            tool(tools).invoke({"city": "Oslo"})
        gateway.tell(stop=True)
        with pytest.raises(MCPError, match="cannot be called"):
            tool(tools).invoke({"city": "Oslo"})
        gateway.tell(start=True)
        assert text(tool(tools).invoke({"city": "Oslo"})) == "tool_69: Oslo"
    assert [request["status"] for request in gateway.received("tools/call")] == [500, 200]


@pytest.mark.parametrize("era", ERAS)
def test_two_sessions_on_the_same_tools_keep_their_ids(era, iam_gateway, signed):
    gateway = signed(iam_gateway(era))

    async def as_user(tools, name):
        with session(name.ljust(33, "0")):
            for _ in range(5):
                assert name in text(await tool(tools).ainvoke({"city": name}))

    async def work(tools):
        await asyncio.gather(as_user(tools, "first"), as_user(tools, "second"))

    with load_tools("Tools") as tools:
        asyncio.run(work(tools))
    assert sorted(request["session"][:5] for request in gateway.received("tools/call")) == ["first"] * 5 + ["secon"] * 5


def test_a_refusal_says_what_to_do(iam_gateway, signed):
    signed(iam_gateway()).tell(iam={"keys": {}})
    with pytest.raises(MCPError, match="returned 403 to .* needs bedrock-agentcore:InvokeGateway"):
        load_tools("Tools")


def test_importing_it_does_not_warn_of_a_beta(recwarn):
    import importlib

    import agentcore_gateways.langchain as module

    importlib.reload(module)
    assert not [warning for warning in recwarn if "beta" in str(warning.message)]
