"""Finds the gateways that `agentcore-gateway dev` runs on this machine: `.agentcore/local-gateways.json`."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from .errors import GatewayNotFoundError

START = "start it with `npx agentcore-gateway dev`"
MANIFEST = Path(".agentcore", "local-gateways.json")
MANIFEST_VARIABLE = "AGENTCORE_LOCAL_GATEWAYS"
VERSION = 1


def local_dev() -> bool:
    return os.environ.get("LOCAL_DEV", "").lower() in ("1", "true")


def local_gateways() -> tuple[str, Mapping[str, str]]:
    """Reads the manifest of the nearest folder upward: where it is and the URLs in it, or, with no URLs, why it is of no use."""
    given = os.environ.get(MANIFEST_VARIABLE)
    candidates = [Path(given)] if given else [folder / MANIFEST for folder in (Path.cwd(), *Path.cwd().parents)]
    path = next((path for path in candidates if path.is_file()), None)
    if path is None:
        return (f"{given} does not exist" if given else f"no {MANIFEST.as_posix()} in {Path.cwd()} or a folder above it"), {}
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        version, pid = manifest["version"], int(manifest["pid"])
        urls = {name: str(gateway["url"]) for name, gateway in manifest["gateways"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GatewayNotFoundError(f"cannot read {path} ({error!r}): {START} again") from error
    if version != VERSION:
        raise GatewayNotFoundError(f"{path} has version {version}, and this package reads version {VERSION}: update agentcore-gateways")
    return (str(path), urls) if _runs(pid) else (f"{path} was left by process {pid}, which has ended", {})


def _runs(pid: int) -> bool:
    try:
        if os.name == "posix":  # Elsewhere, signal 0 would end the process.
            os.kill(pid, 0)
        return True
    except OSError as error:
        return isinstance(error, PermissionError)
