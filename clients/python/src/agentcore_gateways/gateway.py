"""Finds a gateway: its URL, and how it wants to be called."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from .errors import GatewayNotFoundError
from .local_manifest import START, local_dev, local_gateways
from .runtime_config import APPLICATION_VARIABLE, PERMISSIONS, environment_region, runtime_config

# Hosts like <id>.gateway.bedrock-agentcore.eu-west-1.amazonaws.com, of every partition, and VPC endpoints.
_REGION_IN_HOST = re.compile(r"\bbedrock-agentcore(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d+)\.")
_LOCAL = re.compile(r"http://(127(\.\d+){3}|\[::1\]|([\w-]+\.)*localhost)(:\d+)?(/.*)?", re.IGNORECASE)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Gateway:
    """Where a gateway is, and how it is called."""

    name: str
    url: str
    """The MCP endpoint."""
    auth_type: str
    """`AWS_IAM` (signed requests), `CUSTOM_JWT` (a bearer token) or `NONE`."""
    source: str
    """Which place named the URL."""
    region: str | None = None
    """The region that requests are signed for."""
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The entry of the gateway under `gatewayDetails` in the Runtime Configuration."""

    def __str__(self) -> str:
        return f"gateway `{self.name}` at {self.url} ({self.source})"

    @property
    def is_encrypted_or_local(self) -> bool:
        return self.url.startswith("https:") or _LOCAL.fullmatch(self.url) is not None


def resolve(name: str | Gateway, *, url: str | None = None, region: str | None = None, auth_type: str | None = None) -> Gateway:
    """Finds a gateway by its key in the Runtime Configuration.

    The first of these that knows it wins: `url`; with `LOCAL_DEV=true`, the gateway that `agentcore-gateway dev` runs; the environment
    variables `AGENTCORE_GATEWAY_<NAME>_URL` and `_AUTH_TYPE`; the document that `RUNTIME_CONFIG_APP_ID` leads to.

    Raises:
        GatewayNotFoundError: none of them does. The message lists where it looked, and which names there are.
    """
    if isinstance(name, Gateway):
        return name
    details: Mapping[str, Any]
    url, source, details = (url, "argument `url`", {}) if url else _find(name)
    how: str = auth_type or details.get("authorizerType") or ("NONE" if _LOCAL.fullmatch(url) else "AWS_IAM")
    in_host = _REGION_IN_HOST.search(urlsplit(url).hostname or "")
    region = region or details.get("region") or (in_host[1] if in_host else environment_region() if how == "AWS_IAM" else None)
    logger.info("gateway %s: %s (%s), %s", name, url, source, how)
    return Gateway(name, url, how, source, region, details)


def _find(name: str) -> tuple[str, str, Mapping[str, Any]]:
    """The URL, the place that named it, and what this place says about the gateway."""
    searched: list[str] = []
    if local_dev():
        manifest, urls = local_gateways()
        if name in urls:
            return urls[name], manifest, {}
        searched.append(f"local gateways: {manifest}" + (f" has {_listed(urls)}" if urls else ""))
    for variable in _variables(name):
        if given := os.environ.get(f"{variable}_URL"):
            auth_type, provider, scopes = (os.environ.get(variable + suffix, "") for suffix in ("_AUTH_TYPE", "_CREDENTIAL_PROVIDER", "_SCOPES"))
            return given, f"{variable}_URL", {"authorizerType": auth_type, "credentialProvider": provider, "scopes": scopes.split()}
    searched.append(f"environment variables: no {' or '.join(f'{variable}_URL' for variable in _variables(name))}")
    if local_dev():  # An agent under development must not reach what is deployed by accident.
        raise _not_found(name, searched, f"{START}, set one of the variables, or unset LOCAL_DEV to use the deployed gateway")
    return _deployed(name, searched)


def _deployed(name: str, searched: list[str]) -> tuple[str, str, Mapping[str, Any]]:
    application = os.environ.get(APPLICATION_VARIABLE)
    if not application:
        searched.append(f"Runtime Configuration: {APPLICATION_VARIABLE} is not set")
        raise _not_found(name, searched, "deploy the agent with the gateway's `grantInvokeAccess(agent)`, which sets it, or pass `url`")
    try:
        document = runtime_config(application, environment_region()).document()
    except Exception as error:
        searched.append(f"Runtime Configuration: AppConfig application `{application}` cannot be read: {error}")
        fix = f"the agent needs {' and '.join(PERMISSIONS)}, which the gateway's `grantInvokeAccess(agent)` grants, and a region in AWS_REGION"
        raise _not_found(name, searched, fix) from error
    gateways: Mapping[str, str] = document.get("gateways", {})
    if name not in gateways:
        searched.append(f"Runtime Configuration: AppConfig application `{application}` has {_listed(gateways)}")
        raise _not_found(name, searched, "use one of these names, or register the gateway in the Runtime Configuration of this stage")
    details: Mapping[str, Any] = document.get("gatewayDetails", {}).get(name, {})
    # The URL of a gateway without a protocol ends at its host name.
    url = gateways[name].rstrip("/") + "/mcp" if details.get("protocol") == "ALL" else gateways[name]
    return url, f"Runtime Configuration `{application}`", details


def _variables(name: str) -> list[str]:
    """`MyGateway` is MYGATEWAY to the constructs and to the AgentCore CLI; people also write MY_GATEWAY."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    keys = (re.sub(r"[^A-Z0-9]", "_", spelling.upper()) for spelling in (name, words))
    return list(dict.fromkeys(f"AGENTCORE_GATEWAY_{key}" for key in keys))


def _listed(names: Mapping[str, str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "no gateways"


def _not_found(name: str, searched: list[str], fix: str) -> GatewayNotFoundError:
    return GatewayNotFoundError("\n- ".join([f"gateway `{name}` is not known:", *searched]) + f"\n{fix}")
