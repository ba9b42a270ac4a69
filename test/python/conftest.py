import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# The example in Python is validated when the CDK CLI synthesizes it; elsewhere it would only take time.
os.environ["CDK_VALIDATION"] = "false"


@pytest.fixture(scope="session")
def weather_templates(tmp_path_factory):
    """The template of the example in TypeScript and in Python, as the CDK CLI of the repository synthesizes them."""
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
