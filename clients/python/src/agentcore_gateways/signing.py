"""Signs requests with Signature Version 4."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Protocol

import anyio.to_thread
import httpx2

from .errors import GatewayAuthError

if TYPE_CHECKING:
    from botocore.credentials import Credentials, ReadOnlyCredentials

SERVICE = "bedrock-agentcore"


class CredentialSource(Protocol):
    """Anything like botocore's credentials."""

    def get_frozen_credentials(self) -> ReadOnlyCredentials: ...


class Signer:
    """Signs with the credentials of the moment, without blocking the event loop while they are refreshed."""

    def __init__(self, region: str, credentials: CredentialSource | None = None) -> None:
        self._region = region
        self._given = credentials
        self._credentials = credentials or _default_credentials()
        self._access_key: str | None = None

    async def authenticate(self, request: httpx2.Request) -> None:
        frozen = await anyio.to_thread.run_sync(self._credentials.get_frozen_credentials)
        self._access_key = frozen.access_key
        _sign(request, frozen, self._region)

    async def renew(self, status: int) -> bool:
        """Reads the default credentials anew: files and variables may have changed since. Repeating is of use only if they have."""
        if self._given or status not in (401, 403):
            return False
        self._credentials = await anyio.to_thread.run_sync(_default_credentials)
        return (await anyio.to_thread.run_sync(self._credentials.get_frozen_credentials)).access_key != self._access_key

    def explain(self, arn: str | None) -> str:
        return (
            f"signed for {self._region}/{SERVICE} as access key {self._access_key}, whose identity needs {SERVICE}:InvokeGateway "
            f"on {arn or 'the gateway'}; the gateway's `grantInvokeAccess(agent)` grants it"
        )


def _default_credentials() -> Credentials:
    import boto3

    credentials = boto3.Session().get_credentials()
    if credentials is None:
        raise GatewayAuthError("no AWS credentials to sign with: give the agent a role, run `aws login`, or set AWS_PROFILE")
    return credentials


def _sign(request: httpx2.Request, credentials: ReadOnlyCredentials, region: str) -> None:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest

    timestamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    request.headers["x-amz-date"] = timestamp
    request.headers.pop("x-amz-security-token", None)
    if credentials.token:
        request.headers["x-amz-security-token"] = credentials.token
    # What proxies on the way may change stays unsigned; x-amz-… must be signed.
    signed = {name: value for name, value in request.headers.items() if name in ("host", "content-type") or name.startswith(("x-amz", "mcp-"))}
    aws_request = AWSRequest(request.method, str(request.url), headers=signed, data=request.content)
    aws_request.context["timestamp"] = timestamp
    auth = SigV4Auth(credentials, SERVICE, region)
    # The steps of `auth.add_auth`, which logs the security token and the signature.
    signature = auth.signature(auth.string_to_sign(aws_request, auth.canonical_request(aws_request)), aws_request)
    names = auth.signed_headers(auth.headers_to_sign(aws_request))
    request.headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={auth.scope(aws_request)}, SignedHeaders={names}, Signature={signature}"
