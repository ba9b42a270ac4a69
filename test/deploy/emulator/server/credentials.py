"""Lambda functions call with the credentials of their roles; here, the access key says which role that is."""

import hashlib
import re

from ministack.core import lambda_runtime

_roles: dict[str, str] = {}


def install() -> None:
    def of_role(configuration: dict) -> dict[str, str]:
        role = configuration["Role"]
        key = f"ASIA{hashlib.sha256(role.encode()).hexdigest()[:16].upper()}"
        _roles[key] = role
        return {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": "secret-of-the-role", "AWS_SESSION_TOKEN": "token-of-the-role"}

    lambda_runtime.execution_credentials = of_role


def role_of(authorization: str) -> str | None:
    """The role that signed; None for an administrator, or for nobody."""
    match = re.search(r"Credential=([^/]+)/", authorization)
    return _roles.get(match[1]) if match else None
