"""Serves until it is told to stop: python -m emulator.server <port> <folder for the code of servers>."""

import asyncio
import os
import sys
from pathlib import Path

port, folder = sys.argv[1], Path(sys.argv[2])
# Read by ministack when it is imported, and by the functions that it starts.
os.environ.update({
    "LOG_LEVEL": "CRITICAL", "GATEWAY_PORT": port, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "MINISTACK_ACCOUNT_ID": "123456789012", "MINISTACK_HOST": "127.0.0.1",
    "NODE_OPTIONS": " ".join(f"--require {Path(__file__).parent.parent / 'node' / name}" for name in ("reach-emulator.cjs", "stream-responses.cjs")),
    "PATH": f"{Path(os.environ['NODE_BINARY']).parent}{os.pathsep}{os.environ['PATH']}",
})

from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402

from .. import cloudformation as emulated_types  # noqa: E402
from ..agentcore.servers import SERVERS  # noqa: E402
from . import credentials  # noqa: E402
from .app import app  # noqa: E402
from .real_servers import RealServers, stop_when_told  # noqa: E402

emulated_types.install()
credentials.install()
SERVERS.run = RealServers(folder)
stop_when_told(SERVERS.run)
config = Config()
config.bind = [f"127.0.0.1:{port}"]
config.loglevel = "WARNING"
asyncio.run(serve(app, config, shutdown_trigger=lambda: asyncio.Event().wait()))
