"""The heart of the package: an `httpx2.Auth` that every MCP client on `mcp` 2 accepts."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, Generator
from typing import Any

import httpx2

from .errors import GatewayAuthError
from .gateway import Gateway, resolve
from .mcp_sessions import McpSessions
from .sessions import WORKLOAD_TOKEN_HEADER, session_headers, workload_token
from .signing import CredentialSource, Signer
from .tokens import Bearer, TokenProvider, identity_token

METHOD_NOT_FOUND, INTERNAL_ERROR = -32601, -32603
BODY_CHARACTERS = 2000


def gateway_auth(gateway: str | Gateway, *, credentials: CredentialSource | None = None, token: TokenProvider | None = None) -> GatewayAuth:
    """Authenticates the requests of an MCP client to a gateway: signs them, or sends a token.

    Args:
        gateway: what `resolve` returned, or the name to resolve.
        credentials: botocore credentials, instead of those of the default chain.
        token: returns a bearer token, for a gateway with a JWT authorizer. May be a coroutine function.

    Raises:
        GatewayAuthError: no region, no credentials or no token, or a URL with `http:` that leaves this machine.
    """
    return GatewayAuth(resolve(gateway), credentials, token)


class GatewayAuth(httpx2.Auth):
    """Made by `gateway_auth`. Not callable on purpose: some frameworks take a callable for something else."""

    requires_request_body = True

    def __init__(self, gateway: Gateway, credentials: CredentialSource | None, token: TokenProvider | None) -> None:
        self.gateway = gateway
        self._authenticator = _authenticator(gateway, credentials, token)
        self._sessions = McpSessions()

    def sync_auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        raise GatewayAuthError("MCP clients send asynchronous requests: use httpx2.AsyncClient")

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        await request.aread()
        method = _json(request.content).get("method")
        if session := self._sessions.of(request):
            session.address(request)
        response = yield await self._authenticated(request)
        # What was refused has not run, so it may be repeated; nothing else is.
        if self._authenticator and await self._authenticator.renew(response.status_code):
            response = yield await self._authenticated(request)
        if response.status_code == 404 and session and request.method == "POST":
            async with session.lock:
                if not (reopened := session.address(request)):  # Else another request has opened it again.
                    answer = yield await self._authenticated(session.opening(request))
                    if initialized := session.opened(request, answer):
                        yield await self._authenticated(initialized)
                        reopened = session.address(request)
            if reopened:
                response = yield await self._authenticated(request)
        if method == "initialize":
            self._sessions.opened(request, response)
        if request.method == "DELETE" and session:
            self._sessions.closed(session)
        if response.is_error and request.method == "POST":
            await self._explain(method, request, response)

    async def _authenticated(self, request: httpx2.Request) -> httpx2.Request:
        request.headers.update(session_headers())
        token = workload_token()
        if token and request.url.scheme == "https" and ".bedrock-agentcore." in request.url.host:
            request.headers[WORKLOAD_TOKEN_HEADER] = token
        if self._authenticator:
            await self._authenticator.authenticate(request)
        return request

    async def _explain(self, method: str | None, request: httpx2.Request, response: httpx2.Response) -> None:
        """Writes into the response what went wrong, as the JSON-RPC error that MCP clients show; they drop status and body."""
        stream = response.stream
        assert isinstance(stream, httpx2.AsyncByteStream)
        raw = b"".join([part async for part in stream])
        await stream.aclose()
        content = httpx2.Response(response.status_code, headers=response.headers, content=raw).content
        told = _json(content)
        error: dict[str, Any] = told["error"] if isinstance(told.get("error"), dict) else {}
        if not error or response.status_code in (401, 403):
            text = str(error.get("message") or content.decode(errors="replace")[:BODY_CHARACTERS]).strip()
            lost = response.status_code == 404 and "mcp-session-id" not in request.headers
            error = {"code": METHOD_NOT_FOUND if lost else INTERNAL_ERROR, **error, "message": self._message(method, text, response.status_code)}
        body = json.dumps({"jsonrpc": "2.0", "id": told.get("id"), "error": error}).encode()
        for secret in _secrets(request):
            body = body.replace(secret.encode(), b"[removed]")
        response.stream = httpx2.ByteStream(body)
        for name in ("content-encoding", "transfer-encoding"):
            response.headers.pop(name, None)
        response.headers.update({"content-type": "application/json", "content-length": str(len(body))})

    def _message(self, method: str | None, text: str, status: int) -> str:
        gateway = self.gateway
        message = f"{gateway} returned {status} to {method}: {text}"
        if status in (401, 403):
            how = self._authenticator.explain(gateway.details.get("arn")) if self._authenticator else "sent no credentials: its auth type is NONE"
            message += f" ({how})"
        return message


def _authenticator(gateway: Gateway, credentials: CredentialSource | None, token: TokenProvider | None) -> Signer | Bearer | None:
    if token is None and gateway.auth_type == "NONE":
        return None
    if gateway.url.startswith("http:") and not gateway.is_loopback:
        raise GatewayAuthError(f"{gateway} would get credentials unencrypted: use https")
    if token is not None:
        return Bearer(token)
    if gateway.auth_type == "AWS_IAM":
        if gateway.region is None:
            raise GatewayAuthError(f"no region to sign requests to {gateway} for: set AWS_REGION, or pass `region`")
        return Signer(gateway.region, credentials)
    if gateway.auth_type == "CUSTOM_JWT" and "credentialProvider" in gateway.details:
        return Bearer(identity_token(gateway))
    raise GatewayAuthError(
        f"{gateway} has auth type {gateway.auth_type}: pass `token`, "
        "a function that returns a bearer token, such as `client_credentials(…)` or one decorated with @requires_access_token of bedrock-agentcore"
    )


def _json(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _secrets(request: httpx2.Request) -> list[str]:
    """AWS repeats in some refusals what it was sent."""
    sent = [request.headers.get(name, "") for name in ("authorization", "x-amz-security-token", WORKLOAD_TOKEN_HEADER)]
    return [secret for header in sent if (secret := re.split("Signature=|Bearer ", header)[-1])]
