"""Clients of Amazon Bedrock AgentCore Gateways: find a gateway, sign or send a token, and list every tool."""

from .auth import GatewayAuth, gateway_auth
from .errors import GatewayAuthError, GatewayError, GatewayNotFoundError
from .gateway import Gateway, resolve
from .sessions import session
from .tokens import client_credentials
from .transport import all_tools, http_client, transport

__all__ = ["Gateway", "GatewayAuth", "GatewayAuthError", "GatewayError", "GatewayNotFoundError", "all_tools", "client_credentials"]
__all__ += ["gateway_auth", "http_client", "resolve", "session", "transport"]
