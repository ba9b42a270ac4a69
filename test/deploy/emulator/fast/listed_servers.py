"""MCP servers that list what the `tools.json` beside their code says. A new version starts cold."""

import json

from ..agentcore.refusal import NotReady
from ..agentcore.surroundings import SURROUNDINGS, FunctionUrl
from ..agentcore.world import Runtime
from .assets import ASSETS

# Requests that meet a server which is still starting.
COLD_REQUESTS = 2


class ListedServers:
    def __init__(self):
        self.cold: dict[str, int] = {}
        # Keys of artifacts whose servers crash.
        self.broken: set[str] = set()
        self._lists: dict[str, list[dict]] = {}

    def started(self, runtime: Runtime) -> None:
        self.cold[runtime.id] = COLD_REQUESTS

    def stopped(self, runtime: Runtime) -> None:
        self.cold.pop(runtime.id, None)

    def tools(self, runtime: Runtime) -> list[dict]:
        key = _artifact(runtime)
        if runtime.properties.get("ProtocolConfiguration") != "MCP" or key in self.broken:
            raise NotReady(424, "Runtime initialization time exceeded. Please make sure that initialization completes in 30s.")
        if self.cold[runtime.id] > 0:
            self.cold[runtime.id] -= 1
            raise NotReady(424, "Runtime initialization time exceeded. Please make sure that initialization completes in 30s.")
        return self.lists(key)

    def forward(self, runtime: Runtime, body: bytes, headers: dict) -> None:
        return None

    def tools_of_function(self, url: FunctionUrl, path: str) -> list[dict]:
        """A request waits until the function has started."""
        key = SURROUNDINGS.code_key(url)
        return self.lists(key) if key else []

    def forward_to_function(self, url: FunctionUrl, path: str, body: bytes, headers: dict) -> None:
        return None

    def warm(self) -> None:
        for id in self.cold:
            self.cold[id] = 0

    def lists(self, key: str) -> list[dict]:
        if key not in self._lists:
            file = ASSETS.folder_of(key) / "tools.json"
            document = json.loads(file.read_text()) if file.exists() else []
            tools = document if isinstance(document, list) else document["tools"]
            self._lists[key] = [{"name": tool["name"]} for tool in tools]
        return self._lists[key]


def _artifact(runtime: Runtime) -> str:
    artifact = runtime.properties["AgentRuntimeArtifact"]
    return artifact["CodeConfiguration"]["Code"]["S3"]["Prefix"] if "CodeConfiguration" in artifact else artifact["ContainerConfiguration"]["ContainerUri"]
