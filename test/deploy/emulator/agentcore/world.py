"""Everything that exists in the emulated service."""

import random
import string
from dataclasses import dataclass, field


@dataclass
class Target:
    id: str
    gateway_id: str
    name: str
    configuration: dict
    credentials: list
    status: str = "READY"
    status_reasons: list = field(default_factory=list)
    # The tools that the service keeps of it. For an MCP server they are read at Create, Update and SynchronizeGatewayTargets, and at no other time.
    tools: list = field(default_factory=list)
    # How often the tools were read: stands for the time of the last synchronization.
    synchronizations: int = 0


@dataclass
class Gateway:
    id: str
    arn: str
    url: str
    properties: dict
    targets: dict = field(default_factory=dict)

    @property
    def role(self) -> str:
        return self.properties["RoleArn"]

    @property
    def engine(self) -> str | None:
        return (self.properties.get("PolicyEngineConfiguration") or {}).get("Arn")

    @property
    def enforces(self) -> bool:
        return (self.properties.get("PolicyEngineConfiguration") or {}).get("Mode") == "ENFORCE"


@dataclass
class Runtime:
    id: str
    arn: str
    properties: dict
    version: int = 1
    endpoints: dict = field(default_factory=dict)


@dataclass
class Engine:
    id: str
    arn: str
    name: str
    # Policies by id: name, statement, mode.
    policies: dict = field(default_factory=dict)


class World:
    def __init__(self):
        self.random = random.Random(0)
        self.clear()

    def clear(self) -> None:
        self.gateways: dict[str, Gateway] = {}
        self.runtimes: dict[str, Runtime] = {}
        self.engines: dict[str, Engine] = {}
        # What has a name and an ARN and nothing that is evaluated here: workload identities, credential providers.
        self.named: dict[str, dict] = {}
        # By ARN of the gateway or runtime.
        self.resource_policies: dict[str, str] = {}
        # URLs and ARNs of gateways and runtimes that were there once.
        self.gone: set[str] = set()

    def is_empty(self) -> bool:
        return not (self.gateways or self.runtimes or self.engines or self.named or self.resource_policies)

    def new_id(self, alphabet: str = string.ascii_lowercase + string.digits) -> str:
        return "".join(self.random.choice(alphabet) for _ in range(10))


WORLD = World()
