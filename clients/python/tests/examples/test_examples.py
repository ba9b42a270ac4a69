"""The agents of examples/weather by the commands of docs/AGENTS.md: from the prompt through both gateways and back."""

import datetime
import importlib.util
import subprocess
import sys

import pytest
from conftest import NODE, ROOT

WEATHER = ROOT / "examples" / "weather"

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


def usual_weather():
    spec = importlib.util.spec_from_file_location("weather", WEATHER / "functions" / "weather" / "index.py")
    function = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(function)
    weather = function.get_weather({"city": "Oslo", "month": datetime.date.today().month})
    return f"Oslo usually has {weather['meanTemperatureCelsius']} °C and {weather['daylightHours']} hours of daylight in this month.\n"


@pytest.mark.parametrize("command", [("agent/main.py", "weather in Oslo?"), ("-c", INVOKE), ("agent-langchain/main.py", "weather in Oslo?")])
def test_an_agent_answers_with_a_tool_behind_two_gateways(command):
    dev = [NODE, ROOT / "lib" / "local" / "cli.js", "dev", "--", sys.executable, "-B", *command]
    done = subprocess.run(dev, cwd=WEATHER, capture_output=True, text=True, timeout=300)
    assert done.stdout == usual_weather(), done.stderr
    assert "domain___weather___get_weather  TeamGateway → domain → DomainTools → weather" in done.stderr
