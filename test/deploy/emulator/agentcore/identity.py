"""Workload identities, credential providers and resource policies: things that others refer to."""

import json

from ministack.core.responses import get_account_id, get_region

from . import names
from .refusal import conflict, invalid, missing
from .world import WORLD


def create(path: str, name: str, properties: dict) -> str:
    names.check(path, names.IDENTITY if "workload" in path else names.PROVIDER, name)
    arn = f"arn:aws:bedrock-agentcore:{get_region()}:{get_account_id()}:{path}/{name}"
    if arn in WORLD.named:
        raise conflict(f"{arn} already exists")
    WORLD.named[arn] = properties
    return arn


def update(arn: str, properties: dict) -> None:
    if arn not in WORLD.named:
        raise missing(f"{arn} not found")
    WORLD.named[arn] = properties


def delete(arn: str) -> None:
    if WORLD.named.pop(arn, None) is None:
        raise missing(f"{arn} not found")


def check_api_key(properties: dict) -> None:
    external = properties.get("ApiKeySecretSource") == "EXTERNAL"
    if external != bool(properties.get("ApiKeySecretConfig")) or external == bool(properties.get("ApiKey")):
        raise invalid("ApiKey is required when secret source is MANAGED or not specified, ApiKeySecretConfig when it is EXTERNAL")


def put_resource_policy(arn: str, text: str) -> None:
    try:
        statements = json.loads(text).get("Statement")
    except ValueError as error:
        raise invalid("This policy contains invalid Json") from error
    if not statements:
        raise invalid("Policy has no statements")
    for statement in statements:
        if "Principal" not in statement:
            raise invalid("Missing required field Principal")
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        if any(not action.startswith("bedrock-agentcore:") for action in actions):
            raise invalid("Policy has invalid action")
        if statement.get("Resource") != arn:
            raise invalid("Policy statement block must contain exactly one resource ARN that matches the provided resource ARN")
    if not any(one.arn == arn for one in [*WORLD.gateways.values(), *WORLD.runtimes.values()]):
        raise missing(f"{arn} not found")
    WORLD.resource_policies[arn] = text


def delete_resource_policy(arn: str) -> None:
    WORLD.resource_policies.pop(arn, None)
