"""Bearer tokens for gateways with a JWT authorizer."""

import base64
import inspect
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Union

import anyio.to_thread
import httpx2

from .errors import GatewayAuthError
from .gateway import Gateway
from .sessions import session_headers, workload_token

TokenProvider = Callable[[], Union[str, Awaitable[str]]]

RENEW_BEFORE_EXPIRY_SECONDS, MAX_CACHED = 60.0, 256


class Bearer:
    """Sends the token of a provider, which is asked again when the token expires or the gateway refuses it."""

    def __init__(self, provider: TokenProvider) -> None:
        self._provider = provider
        self._tokens: dict[object, tuple[str, float]] = {}
        self._claims: Mapping[str, Any] = {}

    async def authenticate(self, request: httpx2.Request) -> None:
        token = await self._token()
        self._claims = claims(token)
        request.headers["authorization"] = f"Bearer {token}"

    async def renew(self, status: int) -> bool:
        return status == 401 and self._tokens.pop(_user(), None) is not None

    def explain(self, arn: str | None) -> str:
        said = {name: self._claims[name] for name in ("iss", "aud", "client_id", "scope") if name in self._claims}
        return f"sent a token with {json.dumps(said)}; the authorizer of {arn or 'the gateway'} must accept its issuer, audience, client and scopes"

    async def _token(self) -> str:
        user = _user()
        token, expires = self._tokens.get(user, ("", 0.0))
        if time.time() < expires:
            return token
        fetched = self._provider() if inspect.iscoroutinefunction(self._provider) else await anyio.to_thread.run_sync(self._provider)
        token = await fetched if inspect.isawaitable(fetched) else fetched
        if len(self._tokens) >= MAX_CACHED:
            self._tokens.clear()
        self._tokens[user] = token, claims(token).get("exp", 0.0) - RENEW_BEFORE_EXPIRY_SECONDS
        return token


def _user() -> object:
    """Whose token it is: what a provider returns may depend on the session, so a token never serves another one."""
    return tuple(session_headers().items()), workload_token()


def claims(token: str) -> Mapping[str, Any]:
    """The claims of a JWT, unverified; none for an opaque token."""
    try:
        return dict(json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==")))  # Padding that is too much does no harm.
    except (IndexError, ValueError):
        return {}


def client_credentials(token_endpoint: str, *, client_id: str, secret_arn: str, scopes: Sequence[str] = ()) -> TokenProvider:
    """A token provider for the OAuth2 client credentials grant.

    Args:
        token_endpoint: for Amazon Cognito `https://<domain>.auth.<region>.amazoncognito.com/oauth2/token`.
        secret_arn: the secret in AWS Secrets Manager that holds the client secret, as text or as JSON with `clientSecret` or `client_secret`.
    """

    def fetch() -> str:
        import boto3

        secret = boto3.client("secretsmanager", region_name=secret_arn.split(":")[3]).get_secret_value(SecretId=secret_arn)["SecretString"]
        if secret.lstrip().startswith("{"):
            values = json.loads(secret)
            secret = values.get("clientSecret") or values["client_secret"]
        form = {"grant_type": "client_credentials", **({"scope": " ".join(scopes)} if scopes else {})}
        response = httpx2.post(token_endpoint, data=form, auth=httpx2.BasicAuth(client_id, secret), timeout=10.0)
        if response.is_error:
            raise GatewayAuthError(f"{token_endpoint} returned {response.status_code} to client `{client_id}`: {response.text[:500]}")
        return str(response.json()["access_token"])

    return fetch


def identity_token(gateway: Gateway) -> TokenProvider:
    """A token provider that asks AgentCore Identity, as the gateway's entry in the Runtime Configuration says."""

    def fetch() -> str:
        import boto3

        if (workload := workload_token()) is None:
            how = "serve the agent with BedrockAgentCoreApp of bedrock-agentcore, or pass `token`"
            raise GatewayAuthError(f"AgentCore Identity issues tokens for {gateway} to the workload access token of an invocation: {how}")
        client = boto3.client("bedrock-agentcore", region_name=gateway.region)
        provider, scopes = gateway.details["credentialProvider"], list(gateway.details.get("scopes", []))
        request = {"workloadIdentityToken": workload, "resourceCredentialProviderName": provider, "scopes": scopes, "oauth2Flow": "M2M"}
        return str(client.get_resource_oauth2_token(**request)["accessToken"])

    return fetch
