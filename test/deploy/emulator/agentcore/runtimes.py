"""CreateAgentRuntime, UpdateAgentRuntime and their endpoints."""

import string

from ministack.core.responses import get_account_id, get_region

from . import names
from .permissions import require_trust
from .refusal import conflict, invalid, missing
from .servers import SERVERS
from .surroundings import SURROUNDINGS
from .world import WORLD, Runtime


def create(properties: dict) -> Runtime:
    name = properties["AgentRuntimeName"]
    names.check("Agent runtime name", names.RUNTIME, name)
    account, region = get_account_id(), get_region()
    for other in WORLD.runtimes.values():
        if other.properties["AgentRuntimeName"] == name and other.arn.split(":")[3:5] == [region, account]:
            raise conflict(f"An agent with the specified name already exists: {name}")
    id = f"{name}-{WORLD.new_id(string.ascii_letters + string.digits)}"
    runtime = Runtime(id=id, arn=f"arn:aws:bedrock-agentcore:{region}:{account}:runtime/{id}", properties=properties)
    _check(runtime, properties)
    WORLD.runtimes[id] = runtime
    SERVERS.started(runtime)
    return runtime


def update(id: str, properties: dict) -> Runtime:
    """Every update makes a new version, and starts it."""
    runtime = get(id)
    _check(runtime, properties)
    runtime.properties = properties
    runtime.version += 1
    SERVERS.started(runtime)
    return runtime


def delete(id: str) -> None:
    runtime = get(id)
    del WORLD.runtimes[id]
    WORLD.gone.add(runtime.arn)
    SERVERS.stopped(runtime)


def get(id: str) -> Runtime:
    if id not in WORLD.runtimes:
        raise missing(f"Agent runtime {id} not found")
    return WORLD.runtimes[id]


def _check(runtime: Runtime, properties: dict) -> None:
    artifact = properties.get("AgentRuntimeArtifact") or {}
    if len(artifact) != 1:
        raise invalid("AgentArtifact must have exactly one configuration")
    code = artifact.get("CodeConfiguration")
    if code and SURROUNDINGS.read_object(f"s3://{code['Code']['S3']['Bucket']}/{code['Code']['S3']['Prefix']}") is None:
        raise invalid(f"The code s3://{code['Code']['S3']['Bucket']}/{code['Code']['S3']['Prefix']} does not exist")
    network = properties.get("NetworkConfiguration") or {}
    if network.get("NetworkMode") == "VPC" and not network.get("NetworkModeConfig"):
        raise invalid("NetworkModeConfig is required for VPC mode")
    if network.get("NetworkMode") == "PUBLIC" and network.get("NetworkModeConfig"):
        raise invalid("NetworkModeConfig is not allowed for PUBLIC mode")
    require_trust(properties["RoleArn"], runtime.arn)


def create_endpoint(runtime_id: str, name: str, properties: dict) -> str:
    runtime = get(runtime_id)
    names.check("Endpoint name", names.RUNTIME, name)
    if name == "DEFAULT" or name in runtime.endpoints:
        raise conflict("An endpoint with the specified name already exists")
    runtime.endpoints[name] = properties
    return f"{runtime.arn}/runtime-endpoint/{name}"


def delete_endpoint(runtime_id: str, name: str) -> None:
    if get(runtime_id).endpoints.pop(name, None) is None:
        raise missing(f"Endpoint {name} not found")
