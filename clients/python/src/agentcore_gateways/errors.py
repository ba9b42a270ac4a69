"""What can go wrong, and how it is said."""


class GatewayError(Exception):
    """Base class of the errors that this package raises."""


class GatewayNotFoundError(GatewayError):
    """No URL is known for the gateway. The message lists every place that was searched."""


class GatewayAuthError(GatewayError):
    """The gateway cannot be called: no credentials, no token, no region, or an unencrypted connection."""
