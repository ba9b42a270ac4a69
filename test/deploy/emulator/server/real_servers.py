"""MCP servers as processes: the code of a runtime is unpacked and started when it is first called, as on AgentCore Runtime."""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from ..agentcore.refusal import NotReady
from ..agentcore.servers import Response
from ..agentcore.surroundings import SURROUNDINGS, FunctionUrl
from ..agentcore.world import Runtime

HOOK = Path(__file__).parent.parent / "node" / "listen-on.cjs"
STARTING = "Runtime initialization time exceeded. Please make sure that initialization completes in 30s."
TIMEOUT_SECONDS = 10
LIST_REQUEST = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}).encode()


class RealServers:
    def __init__(self, folder: Path):
        # Inside the project: there the servers find the packages that they import.
        self.folder = folder
        self.processes: dict[str, tuple[subprocess.Popen, int]] = {}

    def started(self, runtime: Runtime) -> None:
        """A new version: its server starts at the first call."""
        self.stopped(runtime)

    def stopped(self, runtime: Runtime) -> None:
        process, _ = self.processes.pop(runtime.id, (None, None))
        if process:
            process.terminate()
            process.wait()

    def stop_all(self) -> None:
        for process, _ in self.processes.values():
            process.terminate()
        shutil.rmtree(self.folder, ignore_errors=True)

    def tools(self, runtime: Runtime) -> list[dict]:
        """A gateway waits for nobody: a server that has not started yet has not listed anything."""
        return _tools_in(self.forward(runtime, LIST_REQUEST, {}))

    def tools_of_function(self, url: FunctionUrl, path: str) -> list[dict]:
        return _tools_in(self.forward_to_function(url, path, LIST_REQUEST, {}))

    def forward_to_function(self, url: FunctionUrl, path: str, body: bytes, headers: dict) -> Response:
        """The function runs as a process, with its code as it is deployed."""
        # Whoever calls this has evaluated the permissions.
        signed = {"authorization": "AWS4-HMAC-SHA256", **_mcp_headers(headers)}
        status, received, content = SURROUNDINGS.call_function_url(url, path, signed, body)
        content_type = next((value for name, value in received.items() if name.lower() == "content-type"), "")
        return Response(status, content_type, content)

    def forward(self, runtime: Runtime, body: bytes, headers: dict) -> Response:
        port = self._port(runtime)
        request = urllib.request.Request(f"http://127.0.0.1:{port}/mcp", data=body, method="POST", headers=_mcp_headers(headers))
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                return Response(response.status, response.headers.get("content-type", ""), response.read())
        except urllib.error.HTTPError as error:
            return Response(error.code, error.headers.get("content-type", ""), error.read())
        except OSError as error:
            raise NotReady(424, STARTING) from error

    def _port(self, runtime: Runtime) -> int:
        if runtime.id not in self.processes:
            self.processes[runtime.id] = self._start(runtime)
        return self.processes[runtime.id][1]

    def _start(self, runtime: Runtime) -> tuple[subprocess.Popen, int]:
        code = runtime.properties["AgentRuntimeArtifact"]["CodeConfiguration"]
        folder = self.folder / f"{runtime.id}-{runtime.version}-{time.monotonic_ns()}"
        archive = SURROUNDINGS.read_object(f"s3://{code['Code']['S3']['Bucket']}/{code['Code']['S3']['Prefix']}")
        zipfile.ZipFile(io.BytesIO(archive)).extractall(folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environment = {**os.environ, "EMULATED_PORT": str(port), "NODE_OPTIONS": f"--require {HOOK}"}
        process = subprocess.Popen([os.environ["NODE_BINARY"], *code["EntryPoint"]], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return process, port


def _mcp_headers(headers: dict) -> dict:
    kept = {name: value for name, value in headers.items() if name.lower().startswith("mcp-")}
    return {**kept, "content-type": "application/json", "accept": "application/json, text/event-stream"}


def _tools_in(response: Response) -> list[dict]:
    if response.status != 200:
        raise NotReady(response.status, response.body.decode()[:200])
    text = response.body.decode()
    data = next((line[5:] for line in text.splitlines() if line.startswith("data:")), text)
    return json.loads(data)["result"]["tools"]


def stop_when_told(servers: RealServers) -> None:
    def stop(*_):
        servers.stop_all()
        os._exit(0)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
