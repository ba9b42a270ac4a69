"""OpenAPI documents, as far as the service refuses them."""

from .refusal import invalid

METHODS = {"get", "post", "put", "delete", "patch", "head", "options"}


def tools(document: dict) -> list[dict]:
    if not str(document.get("openapi", "")).startswith("3."):
        raise invalid("Only OpenAPI 3.0 and 3.1 are supported")
    if not document.get("servers"):
        raise invalid("The OpenAPI document has no servers")
    operations = [operation for path in document.get("paths", {}).values() for method, operation in path.items() if method in METHODS]
    if any("operationId" not in operation for operation in operations):
        raise invalid("Every operation needs an operationId")
    return [{"name": operation["operationId"]} for operation in operations]
