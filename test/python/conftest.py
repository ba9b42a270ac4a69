import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# Validation is on only when the CDK CLI synthesizes the example, because it takes time.
os.environ["CDK_VALIDATION"] = "false"


@pytest.fixture(scope="session")
def weather_templates(tmp_path_factory):
    """The templates of the examples in TypeScript and Python, synthesized with the CDK CLI of the repository."""
    return {
        "weather": synthesize("weather", tmp_path_factory.mktemp("weather"), validation="false"),
        "weather-python": synthesize("weather-python", tmp_path_factory.mktemp("weather-python"), validation="true"),
    }


def synthesize(example, output, validation):
    cli = ROOT / "node_modules" / ".bin" / "cdk"
    environment = {
        **os.environ,
        "CDK_VALIDATION": validation,
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CDK_DISABLE_VERSION_CHECK": "true",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    result = subprocess.run(
        [cli, "synth", "--quiet", "--output", output],
        cwd=ROOT / "examples" / example,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return json.loads((output / "Weather.template.json").read_text(encoding="utf-8"))


def pytest_report_header():
    node = subprocess.run([shutil.which("node"), "--version"], capture_output=True, text=True).stdout.strip()
    return f"jsii runs on Node.js {node}"
