"""Policy engines and their Cedar policies."""

from ministack.core.responses import get_account_id, get_region

from . import cedar, names
from .refusal import Refusal, conflict, invalid, missing
from .tools import all_tools
from .world import WORLD, Engine


def create_engine(properties: dict) -> Engine:
    name = properties["Name"]
    names.check("Policy engine name", names.POLICY, name)
    account, region = get_account_id(), get_region()
    if any(engine.name == name and engine.arn.split(":")[3:5] == [region, account] for engine in WORLD.engines.values()):
        raise conflict(f"Policy engine with the name {name} already exists")
    id = f"{name}-{WORLD.new_id()}"
    engine = Engine(id=id, name=name, arn=f"arn:aws:bedrock-agentcore:{region}:{account}:policy-engine/{id}")
    WORLD.engines[id] = engine
    return engine


def delete_engine(id: str) -> None:
    engine = get_engine(id)
    if engine.policies:
        raise conflict(f"Policy engine {id} still has policies")
    if any(gateway.engine == engine.arn for gateway in WORLD.gateways.values()):
        raise conflict(f"Policy engine {id} is attached to a gateway")
    del WORLD.engines[id]


def get_engine(id: str) -> Engine:
    if id not in WORLD.engines:
        raise missing(f"Policy engine {id} not found")
    return WORLD.engines[id]


def put(engine_id: str, policy_id: str | None, properties: dict) -> str:
    """Creates a policy, or updates one. The service does this asynchronously; CloudFormation waits for it."""
    engine = get_engine(engine_id)
    name, statement = properties["Name"], _statement(properties)
    names.check("Policy name", names.POLICY, name)
    if any(policy["name"] == name and id != policy_id for id, policy in engine.policies.items()):
        raise conflict("Policy with the same name already exists")
    if not 35 <= len(statement) <= 10_000:
        raise invalid(f"A policy statement has 35 to 10000 characters, not {len(statement)}")
    cedar_statement = cedar.without_dogwood(statement)
    error = cedar.syntax_error(cedar_statement)
    if error:
        raise invalid(f"When parsing the policy statement, the following errors occurred: {error}")
    gateways = [gateway for gateway in WORLD.gateways.values() if gateway.engine == engine.arn]
    if gateways:
        # A target without tools has an action for each method and path: "agent___POST:/invocations".
        without_tools = {target.name for gateway in gateways for target in gateway.targets.values() if "Mcp" not in target.configuration}
        actions = cedar.unknown_actions(cedar_statement, [tool["name"] for gateway in gateways for tool in all_tools(gateway)])
        unknown = [action for action in actions if action.split("___")[0] not in without_tools]
        if unknown:
            raise Refusal("CREATE_FAILED", f"unrecognized action {', '.join(unknown)}")
    policy_id = policy_id or f"{name}-{WORLD.new_id()}"
    engine.policies[policy_id] = {"name": name, "statement": cedar_statement, "mode": properties.get("EnforcementMode") or "ACTIVE"}
    return policy_id


def delete(engine_id: str, policy_id: str) -> None:
    if get_engine(engine_id).policies.pop(policy_id, None) is None:
        raise missing(f"Policy {policy_id} not found")


def _statement(properties: dict) -> str:
    definition = properties.get("Definition") or {}
    one = definition.get("Cedar") or definition.get("Policy")
    if not one or not one.get("Statement"):
        raise invalid("The policy definition is empty")
    return one["Statement"]
