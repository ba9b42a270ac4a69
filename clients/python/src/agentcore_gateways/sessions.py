"""Which agent session a request belongs to: the caller's own, or that of the AgentCore SDK when the agent uses it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

SESSION_HEADER = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id"
POLICY_SESSION_HEADER = "X-Amzn-Bedrock-AgentCore-Policy-Session-Id"
WORKLOAD_TOKEN_HEADER = "X-Amz-Bedrock-AgentCore-Identity-WAT"


_headers: ContextVar[dict[str, str | None]] = ContextVar("agentcore_gateways_session", default={})


@contextmanager
def session(id: str, *, policy_session_id: str | None = None) -> Iterator[None]:
    """Sends `id` as the runtime session id with every request made inside, also in tasks and tool calls started there.

    Args:
        id: 33 to 256 characters, as AgentCore Runtime asks for.
        policy_session_id: what a gateway with temporal Cedar policies needs on every request.
    """
    token = _headers.set({SESSION_HEADER: id, POLICY_SESSION_HEADER: policy_session_id})
    try:
        yield
    finally:
        _headers.reset(token)


def session_headers() -> dict[str, str]:
    headers = {SESSION_HEADER: _sdk("get_session_id"), **_headers.get()}
    return {name: value for name, value in headers.items() if value}


def workload_token() -> str | None:
    """The workload access token that AgentCore Runtime passed with the invocation."""
    return _sdk("get_workload_access_token")


def _sdk(getter: str) -> str | None:
    # Whoever has not loaded the AgentCore SDK is not in an invocation of it; loading it here would cost every other agent a second.
    module: Any = sys.modules.get("bedrock_agentcore.runtime.context")
    return getattr(module.BedrockAgentCoreContext, getter)() if module else None
