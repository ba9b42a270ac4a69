"""CreateGateway, UpdateGateway, DeleteGateway."""

from ministack.core.responses import get_account_id, get_region

from . import names
from .permissions import require, require_trust
from .refusal import conflict, invalid, missing
from .world import WORLD, Gateway

VERSIONS = {"2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"}


def create(properties: dict) -> Gateway:
    name = properties.get("Name")
    names.check("Gateway name", names.GATEWAY, name)
    id = f"{name.lower()}-{WORLD.new_id()}"
    gateway = Gateway(
        id=id,
        arn=f"arn:aws:bedrock-agentcore:{get_region()}:{get_account_id()}:gateway/{id}",
        url=f"https://{id}.gateway.bedrock-agentcore.{get_region()}.amazonaws.com/mcp",
        properties=properties,
    )
    if len(id) > names.GATEWAY_LENGTH + 11 and len(name) != 48:
        raise invalid(f"Gateway id {id} is longer than 50 characters")
    _check(gateway, properties)
    WORLD.gateways[id] = gateway
    return gateway


def update(id: str, properties: dict) -> Gateway:
    gateway = get(id)
    _check(gateway, properties)
    gateway.properties = properties
    return gateway


def delete(id: str) -> None:
    gateway = get(id)
    if gateway.targets:
        raise conflict(f"Gateway {id} has targets associated with it. Delete all targets before deleting the gateway.")
    del WORLD.gateways[id]
    WORLD.gone.add(gateway.url)


def get(id: str) -> Gateway:
    if id not in WORLD.gateways:
        raise missing(f"Gateway {id} not found")
    return WORLD.gateways[id]


def _check(gateway: Gateway, properties: dict) -> None:
    names.check("Gateway name", names.GATEWAY, properties.get("Name"))
    for other in WORLD.gateways.values():
        if other is not gateway and other.properties["Name"].lower() == properties["Name"].lower() and other.arn.split(":")[3:5] == gateway.arn.split(":")[3:5]:
            raise conflict(f"Gateway with name {properties['Name']} already exists")
    _check_authorizer(properties)
    _check_protocol(properties)
    points = [point for one in properties.get("InterceptorConfigurations") or [] for point in one["InterceptionPoints"]]
    if len(points) != len(set(points)):
        raise invalid("Only one interceptor configuration per interception point can be defined")
    require_trust(properties["RoleArn"], gateway.arn)
    _check_engine(gateway, properties)


def _check_authorizer(properties: dict) -> None:
    kind, configuration = properties.get("AuthorizerType"), (properties.get("AuthorizerConfiguration") or {}).get("CustomJWTAuthorizer")
    if kind == "CUSTOM_JWT":
        if not configuration:
            raise invalid("AuthorizerConfiguration is required for CUSTOM_JWT")
        if not any(configuration.get(key) for key in ("AllowedAudience", "AllowedClients", "AllowedScopes", "CustomClaims")):
            raise invalid("At least one of allowedAudience or allowedClients or allowedScopes or CustomClaims must be defined for CUSTOM_JWT authorizer")
    elif configuration and kind in ("AWS_IAM", "NONE"):
        raise invalid(f"AuthorizerConfiguration should be null for {kind} AuthorizerType")


def _check_protocol(properties: dict) -> None:
    versions = (properties.get("ProtocolConfiguration") or {}).get("Mcp", {}).get("SupportedVersions", [])
    if set(versions) - VERSIONS:
        raise invalid("Unsupported MCP Version(s) are provided in request")


def _check_engine(gateway: Gateway, properties: dict) -> None:
    """The service assumes the role, and evaluates with the engine, before it accepts the gateway."""
    arn = (properties.get("PolicyEngineConfiguration") or {}).get("Arn")
    if not arn:
        return
    if not any(engine.arn == arn for engine in WORLD.engines.values()):
        raise missing(f"Policy engine {arn} not found")
    why = "The gateway's execution role lacks permissions on the policy engine"
    require(properties["RoleArn"], "bedrock-agentcore:GetPolicyEngine", arn, why)
    for action in ("AuthorizeAction", "PartiallyAuthorizeActions", "CheckAuthorizePermissions"):
        for resource in (arn, gateway.arn):
            require(properties["RoleArn"], f"bedrock-agentcore:{action}", resource, why)
