"""The smallest agent that uses a gateway: it answers every prompt with the tools it could use for it.

It finds the gateway in the Runtime Configuration, and signs its requests with the credentials of its own role. A real agent would
hand the tools to a model here.
"""

import json
import os
import sys
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

# Where install.sh puts what requirements.txt names.
sys.path.insert(0, str(Path(__file__).parent / "packages"))

GATEWAY = "TeamGateway"


@lru_cache
def runtime_configuration():
    """The document that tells where each gateway and each agent of the app is."""
    import boto3

    client = boto3.client("appconfigdata")
    session = client.start_configuration_session(
        ApplicationIdentifier=os.environ["RUNTIME_CONFIG_APP_ID"],
        EnvironmentIdentifier="default",
        ConfigurationProfileIdentifier="agentcore",
    )
    answer = client.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])
    return json.loads(answer["Configuration"].read())


def signed_headers(url, region, body):
    """What a gateway with IAM inbound authorization wants to see."""
    import boto3
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest

    headers = {
        "content-type": "application/json",
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": "2025-11-25",
    }
    request = AWSRequest(method="POST", url=url, data=body, headers=headers)
    SigV4Auth(boto3.Session().get_credentials().get_frozen_credentials(), "bedrock-agentcore", region).add_auth(request)
    return dict(request.headers)


def ask(url, region, method, params):
    """One MCP request. A gateway keeps no session unless it is told to, so every request stands for itself."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    with urlopen(Request(url, data=body, headers=signed_headers(url, region, body)), timeout=60) as response:
        answer = json.load(response)
    if "error" in answer:
        raise RuntimeError(f"{urlsplit(url).hostname} answered {method} with: {answer['error']['message']}")
    return answer["result"]


def tools_of(gateway):
    """Every tool the gateway offers, page by page."""
    configuration = runtime_configuration()
    url = configuration["gateways"][gateway]
    region = configuration["gatewayDetails"][gateway]["region"]
    tools, params = [], {}
    while True:
        page = ask(url, region, "tools/list", params)
        tools += page["tools"]
        if not page.get("nextCursor"):
            return tools
        params = {"cursor": page["nextCursor"]}


class Agent(BaseHTTPRequestHandler):
    """What AgentCore Runtime asks of an agent: `GET /ping` and `POST /invocations`."""

    def do_GET(self):
        self.answer(200, {"status": "Healthy"}) if self.path == "/ping" else self.answer(404, {})

    def do_POST(self):
        if self.path != "/invocations":
            return self.answer(404, {})
        request = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        try:
            self.answer(200, {"prompt": request.get("prompt"), "tools": [tool["name"] for tool in tools_of(GATEWAY)]})
        except Exception as error:  # the caller gets to know, and the agent goes on
            self.answer(500, {"error": str(error)})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8080"))), Agent).serve_forever()
