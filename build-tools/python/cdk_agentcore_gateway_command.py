"""The command ``agentcore-gateway``: runs the command of the installed package in Node.js.

The package contains the command in an archive, which is unpacked once for each installation into the cache of the user. This module is outside the
package, because importing the package would load the AWS CDK.
"""

import os
import sys
from importlib.util import find_spec

PACKAGE = "cdk_agentcore_gateway"


def main() -> None:
    # The command then uses Python syntax in its messages.
    os.environ.setdefault("JSII_AGENT", f"Python/{sys.version.split()[0]}")
    command = [os.environ.get("JSII_NODE", "node"), _tool(), *sys.argv[1:]]
    try:
        if os.name == "posix":
            os.execvp(command[0], command)
        import subprocess

        sys.exit(subprocess.run(command).returncode)
    except FileNotFoundError:
        sys.exit(f"agentcore-gateway requires Node.js, and `{command[0]}` is not on the PATH; install Node.js 22 or newer, or set JSII_NODE to its path")


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
    sys.exit(f"the installed package {PACKAGE} does not contain the command; install it again")


def _cache() -> str:
    home = os.path.expanduser("~")
    places = {"win32": os.path.join(home, "AppData", "Local"), "darwin": os.path.join(home, "Library", "Caches")}
    base = os.environ.get("XDG_CACHE_HOME") or places.get(sys.platform) or os.path.join(home, ".cache")
    return os.path.join(base, "cdk-agentcore-gateway")


def _unpack(archive: str, folder: str) -> None:
    """Unpacks into a temporary folder and renames it, so that concurrent runs never find an incomplete folder."""
    import shutil
    import tarfile
    import tempfile

    try:
        os.makedirs(os.path.dirname(folder), mode=0o700, exist_ok=True)
        temporary = tempfile.mkdtemp(dir=os.path.dirname(folder))
    except OSError as error:
        sys.exit(f"agentcore-gateway cannot write to {os.path.dirname(folder)} ({error}); set XDG_CACHE_HOME to another folder")
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
