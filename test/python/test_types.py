"""Type checkers accept the example."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT

EXAMPLE = ROOT / "examples" / "weather-python"

MISTAKEN = """
from aws_cdk import Stack
from cdk_agentcore_gateway import Gateway

Gateway(Stack(), "Tools", gateway_nam="tools")
"""

# Pyright rejects a class of aws-cdk-lib for this interface of aws-cdk-lib.
UPSTREAM = """
from aws_cdk import aws_lambda as lambda_


def known(function: lambda_.Function) -> lambda_.IFunction:
    return function
"""
UPSTREAM_FINDING = '"Function" is incompatible with protocol "IFunction"'


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """The example, and programs with errors that the type checkers must report."""
    folder = tmp_path_factory.mktemp("programs")
    (folder / "mistaken.py").write_text(MISTAKEN, encoding="utf-8")
    (folder / "upstream.py").write_text(UPSTREAM, encoding="utf-8")
    return ["app.py", "weather_stack.py", folder / "mistaken.py", folder / "upstream.py"]


def test_mypy_reports_no_errors_in_the_example(programs):
    result = run(sys.executable, "-m", "mypy", "--strict", "--no-pretty", "--no-error-summary", "--cache-dir", ROOT / ".mypy_cache", *programs)
    findings = [line for line in result.stdout.splitlines() if ": error: " in line]
    assert findings, result.stdout + result.stderr
    assert all("mistaken.py" in finding and "gateway_nam" in finding for finding in findings), result.stdout


def test_pyright_reports_only_errors_that_aws_cdk_lib_alone_has_too(programs):
    result = run(ROOT / "node_modules" / ".bin" / "pyright", "--pythonpath", sys.executable, "--outputjson", *programs)
    findings = [(diagnostic["file"], diagnostic["message"]) for diagnostic in json.loads(result.stdout)["generalDiagnostics"]]
    assert [file for file, message in findings if "gateway_nam" in message], result.stdout
    assert [file for file, message in findings if UPSTREAM_FINDING in message and file.endswith("upstream.py")], "the exception below is not needed any more"
    assert [found for found in findings if "mistaken.py" not in found[0] and UPSTREAM_FINDING not in found[1]] == []


def run(*command):
    return subprocess.run(command, cwd=EXAMPLE, capture_output=True, text=True)
