"""The command that pip installs runs the command of the npm package, which it unpacks once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

COMMAND = Path(sys.executable).parent / "agentcore-gateway"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def test_it_has_the_version_of_the_package(cache):
    result = run(cache, "--version")
    assert (result.returncode, result.stdout) == (0, f"{version()}\n"), result.stderr


def test_it_passes_on_arguments_exit_codes_and_output(cache):
    result = run(cache, "check", "no such folder")
    assert result.returncode == 2
    assert "no such folder" in result.stderr


def test_it_evaluates_cedar_policies(cache):
    template = ROOT / "docs" / "rules" / "policies-actions.template.json"
    result = run(cache, "check", template)
    assert result.returncode == 1
    assert "policies-actions" in result.stdout, result.stderr


def test_it_unpacks_once(cache):
    run(cache, "--version")
    [unpacked] = (cache / "cdk-agentcore-gateway").iterdir()
    before = unpacked.stat().st_mtime_ns
    run(cache, "--version")
    assert [each.stat().st_mtime_ns for each in (cache / "cdk-agentcore-gateway").iterdir()] == [before]


def test_concurrent_runs_unpack_completely(cache):
    running = [start(cache, "--version") for _ in range(4)]
    assert [process.communicate()[0] for process in running] == [f"{version()}\n"] * 4
    assert len(list((cache / "cdk-agentcore-gateway").iterdir())) == 1


def test_it_reports_that_node_is_missing(cache):
    result = run(cache, "--version", JSII_NODE="/no/such/node")
    assert result.returncode == 1
    assert "`/no/such/node` is not on the PATH; install Node.js 22 or newer, or set JSII_NODE" in result.stderr


def test_it_reports_a_cache_folder_that_is_not_writable(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    result = run(file, "--version")
    assert result.returncode == 1
    assert "set XDG_CACHE_HOME to another folder" in result.stderr


def run(cache, *arguments, **environment):
    process = start(cache, *arguments, **environment)
    stdout, stderr = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def start(cache, *arguments, **environment):
    return subprocess.Popen(
        [COMMAND, *arguments], env={**os.environ, "XDG_CACHE_HOME": str(cache), **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def version():
    from importlib.metadata import version

    return version("cdk-agentcore-gateway")
