"""The MCP servers on runtimes. How they run is decided by who starts the emulator: from their list of tools, or as real processes."""

from dataclasses import dataclass

from .world import Runtime


@dataclass
class Response:
    status: int
    content_type: str
    body: bytes


class Servers:
    """Set `run` before use: an object with `tools`, `started` and `stopped`, and with `forward` where servers are real."""

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


SERVERS = Servers()
