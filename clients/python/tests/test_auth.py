"""The auth object, in the hands of the mcp package's own client."""

import asyncio
import datetime
import json
import logging

import httpx2
import pytest
from conftest import ERAS, KEYS, REGION
from mcp import ClientSession
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from agentcore_gateways import GatewayAuthError, all_tools, client_credentials, gateway_auth, resolve, session, transport

HTTPS = "https://x.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp"
CALL = {"city": "Oslo"}


async def call(client, tool="weather___tool_1", **arguments):
    return (await client.call_tool(tool, {**CALL, **arguments})).content[0].text


def run(work, gateway="Tools", **options):
    async def connected():
        async with Client(transport(gateway, **options)) as client:
            return await work(client)

    return asyncio.run(connected())


@pytest.mark.parametrize("era", ERAS)
def test_every_request_is_signed_for_an_independent_verifier(era, iam_gateway, signed):
    gateway = signed(iam_gateway(era))

    async def work(client):
        return [tool.name for tool in await all_tools(client.session)], await call(client, "weather___tool_69")

    names, text = run(work)
    assert names == [f"weather___tool_{i}" for i in range(70)]
    assert text == "tool_69: Oslo"
    assert {request["scheme"] for request in gateway.requests} == {"AWS4-HMAC-SHA256"}
    assert len(gateway.received("tools/list")) == 3  # No other one for the call of a tool of the last page.


def test_a_client_session_takes_the_transport_too(iam_gateway, signed):
    signed(iam_gateway("2025"))

    async def work():
        async with transport("Tools") as streams, ClientSession(*streams) as client:
            await client.initialize()
            return len(await all_tools(client))

    assert asyncio.run(work()) == 70


def test_session_tokens_of_temporary_credentials_are_sent_and_signed(iam_gateway, signed, monkeypatch):
    gateway = signed(iam_gateway())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ASIASECOND")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEYS["ASIASECOND"]["secret"])
    monkeypatch.setenv("AWS_SESSION_TOKEN", KEYS["ASIASECOND"]["sessionToken"])
    assert run(call) == "tool_1: Oslo"
    assert gateway.requests[-1]["accessKey"] == "ASIASECOND"


def test_credentials_that_refresh_themselves_are_read_for_each_request(iam_gateway, signed):
    from botocore.credentials import RefreshableCredentials

    gateway = signed(iam_gateway())
    keys = iter(["AKIAFIRST", "ASIASECOND"])

    def fetch():
        key = next(keys)
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=1 if key == "AKIAFIRST" else 3600)
        return {"access_key": key, "secret_key": KEYS[key]["secret"], "token": KEYS[key].get("sessionToken"), "expiry_time": soon.isoformat()}

    credentials = RefreshableCredentials.create_from_metadata(fetch(), fetch, "test", advisory_timeout=0, mandatory_timeout=0)

    async def work(client):
        await call(client)
        await asyncio.sleep(1.1)
        await call(client)

    run(work, credentials=credentials)
    assert [request["accessKey"] for request in gateway.received("tools/call")] == ["AKIAFIRST", "ASIASECOND"]


def test_credentials_that_were_written_anew_are_read_when_the_old_ones_are_refused(iam_gateway, signed, monkeypatch, tmp_path):
    gateway = signed(iam_gateway())

    def write(key):
        lines = ["[default]", f"aws_access_key_id={key}", f"aws_secret_access_key={KEYS[key]['secret']}"]
        if token := KEYS[key].get("sessionToken"):
            lines.append(f"aws_session_token={token}")
        (tmp_path / "credentials").write_text("\n".join(lines))

    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    write("AKIAFIRST")

    async def work(client):
        await call(client)
        write("ASIASECOND")
        gateway.tell(iam={"keys": {"ASIASECOND": KEYS["ASIASECOND"]}})
        await call(client)
        await call(client)

    run(work)
    assert [(request["accessKey"], request["status"]) for request in gateway.received("tools/call")] == [
        ("AKIAFIRST", 200), ("AKIAFIRST", 403), ("ASIASECOND", 200), ("ASIASECOND", 200),
    ]


def test_a_refusal_is_not_repeated_with_the_same_credentials(iam_gateway, signed):
    gateway = signed(iam_gateway())

    async def work(client):
        gateway.tell(iam={"keys": {}})
        with pytest.raises(MCPError, match="returned 403 to tools/call"):
            await call(client)

    run(work)
    assert len(gateway.received("tools/call")) == 1


def test_an_error_shows_what_the_gateway_said_and_which_permission_it_takes(start, signed):
    gateway = signed(start("gateway", era="2026", iam={"region": REGION, "keys": KEYS, "denied": {"accessKeyId": "AKIAFIRST"}}))
    with pytest.raises(MCPError) as raised:
        run(call)
    message = str(raised.value)
    for part in (gateway.url, "AGENTCORE_GATEWAY_TOOLS_URL", "403", "Insufficient permissions", "eu-west-1/bedrock-agentcore", "AKIAFIRST", "bedrock-agentcore:InvokeGateway"):
        assert part in message


def test_an_error_does_not_repeat_the_credentials_that_a_refusal_repeats(iam_gateway, signed, monkeypatch):
    signed(iam_gateway())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ASIASECOND")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
    monkeypatch.setenv("AWS_SESSION_TOKEN", KEYS["ASIASECOND"]["sessionToken"])
    with pytest.raises(MCPError, match="does not match the signature you provided") as raised:
        run(call)
    message = str(raised.value)
    assert "x-amz-security-token" in message
    assert KEYS["ASIASECOND"]["sessionToken"] not in message
    assert "[removed]" in message


def test_a_call_that_failed_is_sent_once(iam_gateway, signed):
    gateway = signed(iam_gateway())

    async def work(client):
        gateway.tell(fail={"method": "tools/call", "status": 500, "body": "Internal Server Error"})
        with pytest.raises(MCPError, match="returned 500 to tools/call: Internal Server Error"):
            await call(client)
        assert await call(client) == "tool_1: Oslo"

    run(work)
    assert [request["status"] for request in gateway.received("tools/call")] == [500, 200]


def test_a_json_rpc_error_of_the_gateway_reaches_the_caller_as_it_is(iam_gateway, signed):
    gateway = signed(iam_gateway())

    async def work(client):
        error = json.dumps({"jsonrpc": "2.0", "id": 1, "error": {"code": -32602, "message": "Unknown tool"}})
        gateway.tell(fail={"method": "tools/call", "status": 400, "body": error, "headers": {"content-type": "application/json"}})
        with pytest.raises(MCPError) as raised:
            await call(client)
        return raised.value

    error = run(work)
    assert (error.error.code, error.error.message) == (-32602, "Unknown tool")


def test_a_dropped_session_is_opened_again_and_what_was_refused_runs_once(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))

    async def work(client):
        await all_tools(client.session)
        for _ in range(2):
            gateway.tell(drop=True)
            assert await call(client) == "tool_1: Oslo"

    run(work)
    assert [request["status"] for request in gateway.received("tools/call")] == [404, 200, 404, 200]
    assert gateway.tell()["openSessions"] == 0  # The client ended the session that it does not know of.


def test_many_calls_that_find_their_session_dropped_open_one(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))

    async def work(client):
        await all_tools(client.session)
        gateway.tell(drop=True)
        return await asyncio.gather(*[call(client, city=str(i)) for i in range(8)])

    assert run(work) == [f"tool_1: {i}" for i in range(8)]
    statuses = [request["status"] for request in gateway.received("tools/call")]
    # A call that starts after the new session is open does not find the old one.
    assert statuses.count(200) == 8 and 1 <= statuses.count(404) <= 8
    assert len(gateway.received("initialize")) == 2


def test_ending_a_session_that_was_dropped_opens_none(iam_gateway, signed):
    gateway = signed(iam_gateway("2025-sessions"))

    async def work(client):
        await all_tools(client.session)  # Then no request of the handshake is on its way.
        gateway.tell(drop=True)

    run(work)
    assert len(gateway.received("initialize")) == 1


def test_a_gateway_that_was_down_is_called_again(iam_gateway, signed):
    gateway = signed(iam_gateway())

    async def work(client):
        await call(client)
        gateway.tell(stop=True)
        with pytest.raises(MCPError, match=r"gateway `Tools` at http.* cannot be called"):
            await call(client)
        gateway.tell(start=True)
        assert await call(client) == "tool_1: Oslo"

    run(work)


@pytest.mark.parametrize("era", ERAS)
def test_two_sessions_on_one_client_keep_their_ids(era, iam_gateway, signed):
    gateway = signed(iam_gateway(era))

    async def work(client):
        async def as_user(name):
            with session(name.ljust(33, "0"), policy_session_id=f"policy-{name}"):
                for _ in range(5):
                    assert name in await call(client, city=name, delay="2")

        await asyncio.gather(as_user("first"), as_user("second"))
        await call(client)

    run(work)
    calls = gateway.received("tools/call")
    assert sorted((request.get("session", ""), request.get("policySession", "")) for request in calls) == [
        ("", ""), *[("first".ljust(33, "0"), "policy-first")] * 5, *[("second".ljust(33, "0"), "policy-second")] * 5,
    ]


def test_the_session_of_the_agentcore_sdk_is_sent(iam_gateway, signed):
    from bedrock_agentcore.runtime.context import BedrockAgentCoreContext

    gateway = signed(iam_gateway())

    async def work(client):
        BedrockAgentCoreContext.set_request_context("request", "session-of-the-invocation-0000000000")
        BedrockAgentCoreContext.set_workload_access_token("workload")
        await call(client)
        with session("mine".ljust(33, "0")):
            await call(client)

    run(work)
    calls = gateway.received("tools/call")
    assert [request["session"] for request in calls] == ["session-of-the-invocation-0000000000", "mine".ljust(33, "0")]
    assert not [request for request in calls if "identity" in request]  # Nothing that leaves for another host than AWS's.


def test_the_workload_token_goes_to_agentcore_hosts_only(monkeypatch):
    from bedrock_agentcore.runtime.context import BedrockAgentCoreContext

    async def header(url):
        BedrockAgentCoreContext.set_workload_access_token("workload")
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(lambda request: httpx2.Response(200, json=dict(request.headers)))) as client:
            return (await client.post(url, json={}, auth=gateway_auth(resolve("Tools", url=url)))).json().get("x-amz-bedrock-agentcore-identity-wat")

    assert asyncio.run(header(HTTPS)) == "workload"
    assert asyncio.run(header("https://tools.example.com/mcp")) is None


@pytest.fixture
def jwt(start, signed):
    oauth = start("oauth")
    return oauth, signed(start("gateway", era="2026", jwt={"issuer": oauth.url}), "CUSTOM_JWT")


@pytest.fixture
def counted(start):
    """A token provider that counts, over the OAuth2 server."""

    def provider(oauth, **claims):
        fetched = []

        async def token():
            fetched.append(oauth.tell(issue=claims)["token"])
            return fetched[-1]

        return token, fetched

    return provider


def test_a_token_is_sent_and_fetched_once(jwt, counted):
    token, fetched = counted(jwt[0])

    async def work(client):
        for _ in range(3):
            await call(client)

    run(work, token=token)
    assert len(fetched) == 1
    assert {request["scheme"] for request in jwt[1].requests} == {"Bearer"}


def test_a_provider_may_be_an_ordinary_function(jwt):
    assert run(call, token=lambda: jwt[0].tell(issue={})["token"]) == "tool_1: Oslo"


def test_a_token_is_fetched_again_before_it_expires(jwt, counted):
    jwt[0].tell(expiresIn=30)  # Less than the minute that is kept to spare.
    token, fetched = counted(jwt[0])

    async def work(client):
        await call(client)
        await call(client)

    run(work, token=token)
    assert len(fetched) == len(jwt[1].requests)


def test_a_token_that_is_refused_is_fetched_again_once(jwt, counted):
    token, fetched = counted(jwt[0])

    async def work(client):
        await call(client)
        jwt[1].tell(refuseSeenTokens=True)
        await call(client)

    run(work, token=token)
    assert len(fetched) == 2
    assert [request["status"] for request in jwt[1].received("tools/call")] == [200, 401, 200]


def test_a_token_that_stays_refused_is_an_error_with_its_claims(jwt, counted):
    token, fetched = counted(jwt[0], iss="https://elsewhere.example.com", client_id="agent")
    with pytest.raises(MCPError) as raised:
        run(call, token=token)
    message = str(raised.value)
    assert "returned 401" in message and "Invalid Bearer token: unexpected" in message
    assert '"iss": "https://elsewhere.example.com", "client_id": "agent"' in message
    assert not any(value in message for value in fetched)
    assert [request["status"] for request in jwt[1].received("initialize")] == [401, 401]


def test_a_token_serves_only_the_session_that_it_was_fetched_in(jwt):
    fetched = []

    async def token():
        from agentcore_gateways.sessions import session_headers

        fetched.append(next(iter(session_headers().values()), None))
        return jwt[0].tell(issue={"sub": str(fetched[-1])})["token"]

    async def work(client):
        for name in ("first", "second", "first"):
            with session(name.ljust(33, "0")):
                await call(client)

    run(work, token=token)
    assert fetched == [None, "first".ljust(33, "0"), "second".ljust(33, "0")]


def test_a_provider_that_fails_does_not_end_the_session(jwt):
    tokens = iter([jwt[0].tell(issue={})["token"]])

    async def token():
        return next(tokens, None) or (_ for _ in ()).throw(RuntimeError("the vault is closed"))

    async def work(client):
        jwt[1].tell(refuseSeenTokens=True)
        for _ in range(2):
            with pytest.raises(MCPError, match="cannot be called: the vault is closed"):
                await call(client)

    run(work, token=token)


def test_a_decorator_of_agentcore_identity_makes_a_token_provider(jwt, start, monkeypatch):
    from bedrock_agentcore.identity import requires_access_token
    from bedrock_agentcore.runtime.context import BedrockAgentCoreContext

    aws = start("aws", region=REGION, keys=KEYS, accessToken=jwt[0].tell(issue={})["token"])
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", aws.url)
    # Older versions do not read it.
    monkeypatch.setattr("bedrock_agentcore.services.identity.get_data_plane_endpoint", lambda _: aws.url, raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)

    def get_token(access_token):
        return access_token

    async def work():
        BedrockAgentCoreContext.set_workload_access_token("workload")
        token = requires_access_token(provider_name="provider", scopes=["tools/read"], auth_flow="USER_FEDERATION")(get_token)
        async with Client(transport("Tools", token=token)) as client:
            return await call(client)

    assert asyncio.run(work()) == "tool_1: Oslo"
    assert aws.tell()["identity"]["oauth2Flow"] == "USER_FEDERATION"


@pytest.fixture
def secrets(start, monkeypatch):
    arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:client-abc"
    aws = start("aws", region=REGION, keys=KEYS, secrets={arn: "client-secret-4711", f"{arn}-json": '{"clientSecret": "client-secret-4711"}', f"{arn}-wrong": "no"})
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", aws.url)
    return arn


@pytest.mark.parametrize("suffix", ["", "-json"])
def test_client_credentials_come_from_a_token_endpoint_with_a_secret_of_secrets_manager(suffix, jwt, secrets):
    token = client_credentials(f"{jwt[0].url}/token", client_id="agent", secret_arn=secrets + suffix, scopes=["gateway/invoke"])
    assert run(call, token=token) == "tool_1: Oslo"
    assert jwt[0].requests == [200]


def test_a_wrong_secret_is_an_error_that_names_the_client(jwt, secrets):
    token = client_credentials(f"{jwt[0].url}/token", client_id="agent", secret_arn=f"{secrets}-wrong")
    with pytest.raises(MCPError, match=r"/token returned 401 to client `agent`: .*invalid_client"):
        run(call, token=token)


def test_a_gateway_whose_document_names_a_credential_provider_needs_no_token_argument(jwt, start, monkeypatch):
    from bedrock_agentcore.runtime.context import BedrockAgentCoreContext

    aws = start("aws", region=REGION, keys=KEYS, accessToken=jwt[0].tell(issue={})["token"])
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", aws.url)
    found = resolve("Tools")
    gateway = type(found)(**{**vars(found), "region": REGION, "details": {"credentialProvider": "provider", "scopes": ["gateway/invoke"]}})

    async def work():
        with pytest.raises(MCPError, match="BedrockAgentCoreApp"):
            async with Client(transport(gateway)):
                pass
        BedrockAgentCoreContext.set_workload_access_token("workload")
        async with Client(transport(gateway)) as client:
            return await call(client)

    assert asyncio.run(work()) == "tool_1: Oslo"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"url": "https://tools.example.com/mcp", "auth_type": "CUSTOM_JWT"}, "has auth type CUSTOM_JWT: pass `token`"),
        ({"url": "http://tools.example.com/mcp"}, "would get credentials unencrypted: use https"),
        ({"url": "http://10.0.0.1/mcp", "auth_type": "CUSTOM_JWT"}, "would get credentials unencrypted: use https"),
        ({"url": "https://tools.example.com/mcp", "auth_type": "AUTHENTICATE_ONLY"}, "has auth type AUTHENTICATE_ONLY: pass `token`"),
    ],
)
def test_what_cannot_be_called_is_an_error_at_once(options, message):
    with pytest.raises(GatewayAuthError, match=message):
        gateway_auth(resolve("Tools", **options))


def test_a_token_is_not_sent_unencrypted():
    with pytest.raises(GatewayAuthError, match="unencrypted"):
        gateway_auth(resolve("Tools", url="http://tools.example.com/mcp"), token=lambda: "x")


def test_no_region_is_an_error_at_once(monkeypatch):
    monkeypatch.delenv("AWS_REGION")
    with pytest.raises(GatewayAuthError, match="no region to sign requests .* set AWS_REGION"):
        gateway_auth(resolve("Tools", url="https://tools.example.com/mcp"))


def test_no_credentials_are_an_error_at_once(monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    with pytest.raises(GatewayAuthError, match="no AWS credentials"):
        gateway_auth(resolve("Tools", url=HTTPS))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.8.8.8"])
def test_a_gateway_at_a_loopback_address_gets_no_credentials(host):
    async def headers():
        url = f"http://{host}:1/mcp"
        async with httpx2.AsyncClient(transport=httpx2.MockTransport(lambda request: httpx2.Response(200, json=dict(request.headers)))) as client:
            return (await client.post(url, json={}, auth=gateway_auth(resolve("Tools", url=url)))).json()

    assert not {"authorization", "x-amz-date"} & set(asyncio.run(headers()))


def test_auth_is_not_callable():
    """Pydantic AI takes a callable for a function of its run context."""
    assert not callable(gateway_auth(resolve("Tools", url=HTTPS)))


def test_which_gateway_is_used_is_logged_once(iam_gateway, signed, caplog):
    gateway = signed(iam_gateway())
    run(call)
    messages = [record.getMessage() for record in caplog.records if record.name.startswith("agentcore_gateways") and record.levelno == logging.INFO]
    assert messages == [f"gateway Tools: {gateway.url} (AGENTCORE_GATEWAY_TOOLS_URL), AWS_IAM"]
