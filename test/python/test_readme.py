"""The samples on the PyPI page run."""

import os
import re
import subprocess
import sys

import pytest
from conftest import ROOT

README = (ROOT / "build-tools" / "python" / "README.md").read_text(encoding="utf-8")
START, POLICIES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

BEFORE_POLICIES = """
from aws_cdk import App, Stack, aws_bedrockagentcore as agentcore, aws_lambda as lambda_
from cdk_agentcore_gateway import CedarPolicy, Gateway

app = App()
stack = Stack(app, "Stack")
"""
AFTER_POLICIES = """
tools.add_lambda_target(
    "Weather",
    lambda_function=lambda_.Function(
        stack, "Function", runtime=lambda_.Runtime.PYTHON_3_14, handler="index.handler", code=lambda_.Code.from_inline("pass")
    ),
    tool_schema=agentcore.ToolSchema.from_local_asset("tools.json"),
)
app.synth()
"""


@pytest.fixture
def folder(tmp_path):
    """The files that the samples read."""
    for name, text in {
        "handlers/weather/index.py": "def handler(event, context): pass",
        "servers/docs/Dockerfile": "FROM scratch",
        "agent/Dockerfile": "FROM scratch",
        "tools.json": '[{ "name": "get_weather", "description": "Gets the weather", "inputSchema": { "type": "object", "properties": {} } }]',
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_first_app_synthesizes(folder):
    result = run(START, folder)
    assert result.returncode == 0, result.stderr


def test_the_policy_is_valid_for_the_tool_that_it_names(folder):
    result = run(BEFORE_POLICIES + POLICIES + AFTER_POLICIES, folder)
    assert result.returncode == 0, result.stderr


def test_the_policy_is_checked(folder):
    result = run(BEFORE_POLICIES + POLICIES.replace("weather___get_weather", "weather__get_weather") + AFTER_POLICIES, folder)
    assert "three underscores" in result.stderr, result.stderr


def test_links_are_absolute():
    assert [link for link in re.findall(r"\]\(([^)]*)\)", README) if not link.startswith("https://")] == []


def run(program, folder):
    environment = {**os.environ, "CDK_VALIDATION": "true", "CDK_OUTDIR": str(folder / "cdk.out")}
    return subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True)
