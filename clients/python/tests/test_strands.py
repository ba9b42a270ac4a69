import asyncio
import base64
import threading

import pytest
from conftest import ERAS
from strands import Agent
from strands.models import Model
from strands.types.exceptions import MCPClientInitializationError

from agentcore_gateways import resolve, session
from agentcore_gateways.strands import GatewayClientStrands, mcp_client


class MyGatewayClientStrands(GatewayClientStrands):
    name = "Tools"


class ScriptedModel(Model):
    """Calls one tool, then repeats what it returned."""

    def __init__(self, tool):
        self.tool = tool

    def update_config(self, **_):
        pass

    def get_config(self):
        return {}

    async def structured_output(self, *_, **__):
        raise NotImplementedError
        yield

    async def stream(self, messages, tool_specs=None, *_, **__):
        result = next((block["toolResult"] for block in messages[-1]["content"] if "toolResult" in block), None)
        yield {"messageStart": {"role": "assistant"}}
        if result is None:
            assert len(tool_specs) == 70
            yield {"contentBlockStart": {"start": {"toolUse": {"name": self.tool, "toolUseId": "1"}}}}
            yield {"contentBlockDelta": {"delta": {"toolUse": {"input": '{"city": "Oslo"}'}}}}
        else:
            yield {"contentBlockStart": {"start": {}}}
            yield {"contentBlockDelta": {"delta": {"text": result["content"][0]["text"]}}}
        yield {"contentBlockStop": {}}
        yield {"messageStop": {"stopReason": "tool_use" if result is None else "end_turn"}}


def call(client, city="Oslo", tool="weather___tool_69", **arguments):
    result = client.call_tool_sync("1", tool, {"city": city, **arguments})
    return result["status"], result["content"][0]["text"]


@pytest.mark.parametrize("era", ERAS)
def test_every_tool_is_listed_and_called_on_one_session(era, iam_gateway, signed):
    gateway = signed(iam_gateway(era))
    with MyGatewayClientStrands.create() as client:
        tools = client.list_tools_sync()
        assert [tool.tool_name for tool in tools] == [f"weather___tool_{i}" for i in range(70)]
        assert tools.pagination_token is None
        assert call(client) == ("success", "tool_69: Oslo")
    assert len(gateway.received("tools/list")) == 3
    assert gateway.tell()["openSessions"] == 0
    assert gateway.tell()["connections"] == 0


@pytest.mark.parametrize("as_provider", [False, True])
def test_an_agent_calls_a_tool_of_the_last_page(as_provider, iam_gateway, signed):
    signed(iam_gateway())
    model = ScriptedModel("weather___tool_69")
    if as_provider:
        agent = Agent(model=model, tools=[MyGatewayClientStrands.create()], callback_handler=None)
        assert str(agent("How is the weather in Oslo?")).strip() == "tool_69: Oslo"
        agent.cleanup()
    else:
        with MyGatewayClientStrands.create() as gateway:
            agent = Agent(model=model, tools=gateway.list_tools_sync(), callback_handler=None)
            assert str(agent("How is the weather in Oslo?")).strip() == "tool_69: Oslo"


def test_one_page_is_still_to_be_had(iam_gateway, signed):
    signed(iam_gateway())
    with mcp_client("Tools") as client:
        cursor = base64.urlsafe_b64encode(b"from:30").decode()
        page = client.list_tools_sync(pagination_token=cursor)
        assert len(page) == 30 and page.pagination_token not in (None, cursor)


def test_options_of_the_client_are_passed_on(iam_gateway, signed):
    signed(iam_gateway())
    with mcp_client("Tools", prefix="gw", tool_filters={"allowed": ["weather___tool_69"]}) as client:
        assert [tool.tool_name for tool in client.list_tools_sync()] == ["gw_weather___tool_69"]


def test_a_dropped_session_is_opened_again_and_the_call_runs_once(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))
    with mcp_client("Tools") as client:
        client.list_tools_sync()
        gateway.tell(drop=True)
        assert call(client) == ("success", "tool_69: Oslo")
    assert [request["status"] for request in gateway.received("tools/call")] == [404, 200]


def test_the_client_survives_a_failed_call_and_a_gateway_that_was_down(iam_gateway, signed):
    gateway = signed(iam_gateway())
    with mcp_client("Tools") as client:
        client.list_tools_sync()
        gateway.tell(fail={"method": "tools/call", "status": 500})
        status, text = call(client)
        assert status == "error" and "returned 500 to tools/call: Internal Server Error" in text
        gateway.tell(stop=True)
        status, text = call(client)
        assert status == "error" and "cannot be called" in text
        gateway.tell(start=True)
        assert call(client)[0] == "success"
    assert [request["status"] for request in gateway.received("tools/call")] == [500, 200]


def test_two_sessions_on_one_client_keep_their_ids(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))
    with mcp_client("Tools") as client:
        client.list_tools_sync()

        def as_user(name):
            with session(name.ljust(33, "0")):
                for _ in range(5):
                    assert call(client, name, delay="2") == ("success", f"tool_69: {name}")

        threads = [threading.Thread(target=as_user, args=(name,)) for name in ("first", "second")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(request["session"][:5] for request in gateway.received("tools/call")) == ["first"] * 5 + ["secon"] * 5


def test_a_refusal_says_what_to_do_when_the_client_starts(iam_gateway, signed):
    gateway = signed(iam_gateway())
    gateway.tell(iam={"keys": {}})
    with pytest.raises(MCPClientInitializationError, match="returned 403 to .* needs bedrock-agentcore:InvokeGateway"), mcp_client("Tools"):
        pass


def test_a_token_is_used(start, signed):
    oauth = start("oauth")
    gateway = signed(start("gateway", era="2025-sessions", jwt={"issuer": oauth.url}), "CUSTOM_JWT")
    token = oauth.tell(issue={})["token"]
    with mcp_client(resolve("Tools"), token=lambda: token) as client:
        assert len(client.list_tools_sync()) == 70
    assert {request["scheme"] for request in gateway.requests} == {"Bearer"}


def test_calls_run_while_another_one_waits(iam_gateway, signed):
    signed(iam_gateway())

    async def work(client):
        slow = asyncio.create_task(client.call_tool_async("1", "weather___tool_1", {"city": "slow", "delay": "500"}))
        quick = await client.call_tool_async("2", "weather___tool_1", {"city": "quick"})
        assert quick["status"] == "success" and not slow.done()
        assert (await slow)["status"] == "success"

    with mcp_client("Tools") as client:
        asyncio.run(work(client))
