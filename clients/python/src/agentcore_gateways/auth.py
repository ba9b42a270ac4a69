"""The heart of the package: an `httpx2.Auth` that every MCP client on `mcp` 2 accepts."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import AsyncGenerator, Generator
from typing import Any

import httpx2

from .errors import GatewayAuthError
from .gateway import Gateway, resolve
from .mcp_sessions import HEADER, McpSession, post
from .sessions import WORKLOAD_TOKEN_HEADER, session_headers, workload_token
from .signing import CredentialSource, Signer
from .tokens import Bearer, TokenProvider, identity_token

METHOD_NOT_FOUND, INTERNAL_ERROR = -32601, -32603
BODY_CHARACTERS, MAX_SESSIONS = 2000, 1024


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

    def __init__(self, gateway: Gateway, credentials: CredentialSource | None, token: TokenProvider | None) -> None:
        self.gateway = gateway
        self._authenticator = _authenticator(gateway, credentials, token)
        self._sessions: dict[str, McpSession] = {}

    def sync_auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        raise GatewayAuthError("MCP clients send asynchronous requests: use httpx2.AsyncClient")

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        await request.aread()
        method = _json(request.content).get("method")
        if session := self._sessions.get(request.headers.get(HEADER, "")):
            session.address(request)
        response = yield await self._authenticated(request)
        # What was refused has not run, so it may be repeated; nothing else is.
        if self._authenticator and await self._authenticator.renew(response.status_code):
            response = yield await self._authenticated(request)
        if response.status_code == 404 and session and request.method == "POST":
            async with session.lock:
                if not (reopened := session.address(request)):  # Else another request has opened it again.
                    answer = yield await self._authenticated(post(request, session.handshake))
                    if initialized := session.opened(request, answer):
                        yield await self._authenticated(initialized)
                        reopened = session.address(request)
            if reopened:
                response = yield await self._authenticated(request)
        if method == "initialize" and (id := response.headers.get(HEADER)):
            if len(self._sessions) >= MAX_SESSIONS:
                self._sessions.pop(next(iter(self._sessions)))
            self._sessions[id] = McpSession(request.content, id)
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
        refused = response.status_code in (401, 403)
        if not error or refused:
            text = str(error.get("message") or content.decode(errors="replace")[:BODY_CHARACTERS]).strip()
            message = f"{self.gateway} returned {response.status_code} to {method}: {text}"
            if refused:
                how = self._authenticator.explain(self.gateway.details.get("arn")) if self._authenticator else "sent no credentials: its auth type is NONE"
                message += f" ({how})"
            lost = response.status_code == 404 and HEADER not in request.headers
            error = {"code": METHOD_NOT_FOUND if lost else INTERNAL_ERROR, **error, "message": message}
        body = json.dumps({"jsonrpc": "2.0", "id": told.get("id"), "error": error}).encode()
        for secret in _secrets(request):
            body = body.replace(secret.encode(), b"[removed]")
        response.stream = httpx2.ByteStream(body)
        response.headers.pop("content-encoding", None)
        response.headers.update({"content-type": "application/json", "content-length": str(len(body))})


def _authenticator(gateway: Gateway, credentials: CredentialSource | None, token: TokenProvider | None) -> Signer | Bearer | None:
    if token is None and gateway.auth_type == "NONE":
        return None
    if not gateway.is_encrypted_or_local:
        raise GatewayAuthError(f"{gateway} would get credentials unencrypted: use https")
    if token is not None:
        return Bearer(token)
    if gateway.auth_type == "AWS_IAM":
        if gateway.region is None:
            raise GatewayAuthError(f"no region to sign requests to {gateway} for: set AWS_REGION, or pass `region`")
        return Signer(gateway.region, credentials)
    if gateway.auth_type == "CUSTOM_JWT" and gateway.details.get("credentialProvider"):
        return Bearer(identity_token(gateway))
    how = "a function that returns a bearer token, such as `client_credentials(…)` or one decorated with @requires_access_token of bedrock-agentcore"
    raise GatewayAuthError(f"{gateway} has auth type {gateway.auth_type}: pass `token`, {how}")


def _json(content: bytes) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        if isinstance(value := json.loads(content), dict):
            return value
    return {}


def _secrets(request: httpx2.Request) -> list[str]:
    """AWS repeats in some refusals what it was sent."""
    sent = [request.headers.get(name, "") for name in ("authorization", "x-amz-security-token", WORKLOAD_TOKEN_HEADER)]
    return [secret for header in sent if (secret := re.split("Signature=|Bearer ", header)[-1])]
