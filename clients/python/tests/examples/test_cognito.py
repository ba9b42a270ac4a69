"""examples/cognito: in `dev`, where inbound authorization is off, and with a token of an OAuth2 server at a gateway that asks for it."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest
from conftest import KEYS, NODE, REGION, ROOT

EXAMPLE = ROOT / "examples" / "cognito"
DEV = [NODE, ROOT / "lib" / "local" / "cli.js", "dev"]
PROMPT = "weather in Oslo?"

# What AgentCore Runtime does with the agent.
INVOKE = f"""
import sys
sys.path.insert(0, "agent")
from main import app
from starlette.testclient import TestClient

response = TestClient(app).post("/invocations", json={{"prompt": "{PROMPT}"}}, headers={{"WorkloadAccessToken": "workload"}})
print(response.json())
"""


def test_it_runs_in_dev_without_a_token():
    done = subprocess.run([*DEV, "--", sys.executable, "-B", "agent/main.py", PROMPT], cwd=EXAMPLE, capture_output=True, text=True, timeout=300)
    assert done.stdout.startswith('weather___get_weather: {"city": "Oslo", "month":'), done.stderr
    assert "tools/call x_amz_bedrock_agentcore_search" in done.stderr


@pytest.fixture
def local_gateway():
    dev = subprocess.Popen([*DEV, "--json"], cwd=EXAMPLE, stdout=subprocess.PIPE, text=True)
    assert dev.stdout
    events = (json.loads(line) for line in dev.stdout)
    yield next(event["url"] for event in events if event["event"] == "gateway")
    dev.send_signal(signal.SIGTERM)
    dev.communicate(timeout=60)


def template_values(content):
    """The document of the template, with what the deployment fills in."""
    return json.loads(re.sub(r"\$\{([^}]*)\}", lambda match: REGION if match[1] == "AWS::Region" else "filled-in", content["Fn::Sub"]))


def test_the_agent_gets_a_token_as_the_template_says_and_the_gateway_accepts_it(start, local_gateway):
    oauth = start("oauth")
    gateway = start("gateway", behind=local_gateway, jwt={"issuer": oauth.url})
    template = json.loads((EXAMPLE / ".agentcore" / "cdk.out" / "Cognito.template.json").read_text(encoding="utf-8"))
    resources = template["Resources"].values()
    version = next(resource for resource in resources if resource["Type"] == "AWS::AppConfig::HostedConfigurationVersion")
    document = template_values(version["Properties"]["Content"])
    document["gateways"]["CityTools"] = gateway.url
    details = document["gatewayDetails"]["CityTools"]
    provider = next(resource for resource in resources if resource["Type"] == "AWS::BedrockAgentCore::OAuth2CredentialProvider")
    assert details["credentialProvider"] == provider["Properties"]["Name"]
    login = {"tokenEndpoint": f"{oauth.url}/token", "clientId": "agent", "clientSecret": "client-secret-4711"}
    aws = start("aws", region=REGION, keys=KEYS, application="app", document=document, provider=details["credentialProvider"], login=login)

    environment = {**os.environ, "RUNTIME_CONFIG_APP_ID": "app", "AWS_ENDPOINT_URL": aws.url}
    done = subprocess.run([sys.executable, "-B", "-c", INVOKE], cwd=EXAMPLE, env=environment, capture_output=True, text=True, timeout=120)
    assert 'weather___get_weather: {"city": "Oslo", "month":' in done.stdout, done.stdout + done.stderr
    assert {request["scheme"] for request in gateway.requests} == {"Bearer"}
    assert aws.tell()["identity"]["scopes"] == ["tools/read"]
    assert oauth.requests == [200]
