"""The command ``agentcore-gateway``: runs the tool of the installed package in Node.js.

The package holds the tool inside an archive. It is unpacked once for each installation, into the user's cache. This module is no part of the
package it serves, because importing that would load the whole AWS CDK.
"""

import os
import sys
from importlib.util import find_spec

PACKAGE = "cdk_agentcore_gateway"


def main() -> None:
    # What the tool says to write is then written in Python.
    os.environ.setdefault("JSII_AGENT", f"Python/{sys.version.split()[0]}")
    command = [os.environ.get("JSII_NODE", "node"), _tool(), *sys.argv[1:]]
    try:
        if os.name == "posix":
            os.execvp(command[0], command)
        import subprocess

        sys.exit(subprocess.run(command).returncode)
    except FileNotFoundError:
        sys.exit(f"agentcore-gateway runs in Node.js, and there is no `{command[0]}` on the PATH: install Node.js 22 or newer, or name it in JSII_NODE")


def _tool() -> str:
    archive = _archive()
    state = os.stat(archive)
    unpacked = os.path.join(_cache(), f"{state.st_size:x}-{state.st_mtime_ns:x}")
    tool = os.path.join(unpacked, "package", "lib", "local", "cli.js")
    if not os.path.exists(tool):
        _unpack(archive, unpacked)
    return tool


def _archive() -> str:
    spec = find_spec(PACKAGE)
    assert spec is not None and spec.submodule_search_locations is not None
    for location in spec.submodule_search_locations:
        folder = os.path.join(location, "_jsii")
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            if name.endswith(".jsii.tgz"):
                return os.path.join(folder, name)
    sys.exit(f"agentcore-gateway is not part of the installed package {PACKAGE}: install it again")


def _cache() -> str:
    home = os.path.expanduser("~")
    places = {"win32": os.path.join(home, "AppData", "Local"), "darwin": os.path.join(home, "Library", "Caches")}
    base = os.environ.get("XDG_CACHE_HOME") or places.get(sys.platform) or os.path.join(home, ".cache")
    return os.path.join(base, "cdk-agentcore-gateway")


def _unpack(archive: str, folder: str) -> None:
    """Unpacks beside the folder and renames, so that a run at the same time never sees half of it."""
    import shutil
    import tarfile
    import tempfile

    try:
        os.makedirs(os.path.dirname(folder), mode=0o700, exist_ok=True)
        temporary = tempfile.mkdtemp(dir=os.path.dirname(folder))
    except OSError as error:
        sys.exit(f"agentcore-gateway unpacks its tool into {os.path.dirname(folder)}, and that failed ({error}): name another folder in XDG_CACHE_HOME")
    try:
        with tarfile.open(archive) as tar:
            parts = [member for member in tar if member.name.startswith(("package/package.json", "package/lib/local/", "package/lib/cedar/"))]
            tar.extractall(temporary, members=parts)
        os.rename(temporary, folder)
    except OSError:
        if not os.path.isdir(folder):
            raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


if __name__ == "__main__":
    main()
