"""The MCP servers on runtimes and functions. How they run is decided by who starts the emulator: from their list of tools, or as real processes."""

from dataclasses import dataclass

from .surroundings import FunctionUrl
from .world import Runtime


@dataclass
class Response:
    status: int
    content_type: str
    body: bytes


class Servers:
    """Set `run` before use: an object with `tools`, `started` and `stopped`, and with `forward` where servers are real. The same for functions."""

    def __init__(self):
        self.run = None

    def tools(self, runtime: Runtime) -> list[dict]:
        return self.run.tools(runtime)

    def started(self, runtime: Runtime) -> None:
        self.run.started(runtime)

    def stopped(self, runtime: Runtime) -> None:
        self.run.stopped(runtime)

    def forward(self, runtime: Runtime, body: bytes, headers: dict) -> Response | None:
        """The server's own response to a request, or None where servers are not real."""
        return self.run.forward(runtime, body, headers)

    def tools_of_function(self, url: FunctionUrl, path: str) -> list[dict]:
        return self.run.tools_of_function(url, path)

    def forward_to_function(self, url: FunctionUrl, path: str, body: bytes, headers: dict) -> Response | None:
        return self.run.forward_to_function(url, path, body, headers)


SERVERS = Servers()
