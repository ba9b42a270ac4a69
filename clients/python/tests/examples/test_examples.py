"""The agents of examples/weather by the commands of docs/AGENTS.md: from the prompt through both gateways and back."""

import subprocess
import sys

import pytest
from conftest import NODE, ROOT

WEATHER = ROOT / "examples" / "weather"
TARGET = f"weather={NODE} {ROOT / 'clients' / 'testing' / 'weather-server.mjs'}"
ANSWER = "Oslo usually has 2 °C and 7.5 hours of daylight in this month."

# What AgentCore Runtime does with the agent.
INVOKE = """
import sys
sys.path.insert(0, "agent")
from main import app
from starlette.testclient import TestClient

runtime = TestClient(app)
assert runtime.get("/ping").json()["status"] == "Healthy"
print(runtime.post("/invocations", json={"prompt": "weather in Oslo?"}).json()["answer"])
"""


def beside_dev(*command):
    dev = [NODE, ROOT / "lib" / "local" / "cli.js", "dev", "--target", TARGET, "--", sys.executable, "-B", *command]
    return subprocess.run(dev, cwd=WEATHER, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("command", [("agent/main.py", "weather in Oslo?"), ("-c", INVOKE), ("agent-langchain/main.py", "weather in Oslo?")])
def test_an_agent_answers_with_a_tool_behind_two_gateways(command):
    done = beside_dev(*command)
    assert done.stdout == f"{ANSWER}\n", done.stderr
    assert "domain___weather___get_weather  TeamGateway → domain → DomainTools → weather" in done.stderr
