import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "weather-python"

# The example, with a gateway that has JWT authorization without a configuration.
BROKEN_APP = """
import sys
sys.path.insert(0, sys.argv[1])

from aws_cdk import App
from weather_stack import WeatherStack

app = App()
stack = WeatherStack(app, "Weather")
stack.node.find_child("DomainTools").node.default_child.authorizer_type = "CUSTOM_JWT"
app.synth()
"""


@pytest.fixture
def broken_app(tmp_path):
    file = tmp_path / "app.py"
    file.write_text(BROKEN_APP, encoding="utf-8")
    return file


def test_the_rules_stop_the_synthesis_of_a_broken_app(broken_app, tmp_path):
    result = synthesize(broken_app, tmp_path / "cdk.out", validation="true")
    assert result.returncode != 0
    assert result.stderr.count("the authorizer type is `CUSTOM_JWT`, but there is no authorizer configuration") == 1, result.stderr
    assert "Weather/DomainTools" in result.stderr
    assert "cdk-agentcore-gateway::auth-jwt-configuration-missing" in result.stderr


def test_the_report_names_the_rule(broken_app, tmp_path):
    synthesize(broken_app, tmp_path / "cdk.out", validation="true")
    report = json.loads((tmp_path / "cdk.out" / "validation-report.json").read_text(encoding="utf-8"))
    rules = [violation["ruleName"] for plugin in report["pluginReports"] for violation in plugin["violations"]]
    assert "auth-jwt-configuration-missing" in rules


def test_findings_name_the_line_of_the_program_with_host_stack_traces(broken_app, tmp_path):
    result = synthesize(broken_app, tmp_path / "cdk.out", validation="true", JSII_HOST_STACK_TRACES="1")
    line = 1 + next(number for number, text in enumerate(source_lines()) if "DomainTools(self" in text)
    assert f"weather_stack.py:{line}\nERROR the authorizer type is `CUSTOM_JWT`" in result.stderr, result.stderr


def test_the_rules_can_be_turned_off(broken_app, tmp_path):
    result = synthesize(broken_app, tmp_path / "cdk.out", validation="false")
    assert result.returncode == 0, result.stderr


def source_lines():
    return (EXAMPLE / "weather_stack.py").read_text(encoding="utf-8").splitlines()


def synthesize(app, output, validation, **environment):
    return subprocess.run(
        [ROOT / "node_modules" / ".bin" / "cdk", "synth", "--quiet", "--app", f"python {app} {EXAMPLE}", "--output", output],
        cwd=EXAMPLE,
        env={
            **os.environ,
            "CDK_VALIDATION": validation,
            **environment,
            "CDK_DISABLE_CLI_TELEMETRY": "true",
            "CDK_DISABLE_VERSION_CHECK": "true",
            "AWS_EC2_METADATA_DISABLED": "true",
        },
        capture_output=True,
        text=True,
    )
