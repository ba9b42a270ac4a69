"""Which agent session a request belongs to: the caller's own, or that of the AgentCore SDK when the agent uses it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

SESSION_HEADER = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id"
POLICY_SESSION_HEADER = "X-Amzn-Bedrock-AgentCore-Policy-Session-Id"
WORKLOAD_TOKEN_HEADER = "X-Amz-Bedrock-AgentCore-Identity-WAT"


@dataclass(frozen=True)
class Session:
    id: str | None = None
    policy_session_id: str | None = None


_session: ContextVar[Session] = ContextVar("agentcore_gateways_session", default=Session())


@contextmanager
def session(id: str, *, policy_session_id: str | None = None) -> Iterator[None]:
    """Sends `id` as the runtime session id with every request made inside, also in tasks and tool calls started there.

    Args:
        id: 33 to 256 characters, as AgentCore Runtime asks for.
        policy_session_id: what a gateway with temporal Cedar policies needs on every request.
    """
    token = _session.set(Session(id, policy_session_id))
    try:
        yield
    finally:
        _session.reset(token)


def session_headers() -> dict[str, str]:
    current = _session.get()
    headers = {SESSION_HEADER: current.id or _sdk("get_session_id"), POLICY_SESSION_HEADER: current.policy_session_id}
    return {name: value for name, value in headers.items() if value}


def workload_token() -> str | None:
    """The workload access token that AgentCore Runtime passed with the invocation."""
    return _sdk("get_workload_access_token")


def _sdk(getter: str) -> str | None:
    # Whoever has not loaded the AgentCore SDK is not in an invocation of it; loading it here would cost every other agent a second.
    module: Any = sys.modules.get("bedrock_agentcore.runtime.context")
    return getattr(module.BedrockAgentCoreContext, getter)() if module else None
