"""A minimal agent that calls a gateway: it responds to every prompt with the tools of the gateway.

It finds the gateway in the Runtime Configuration and signs requests with the credentials of its role. A real agent would pass the tools to a model.
"""

import json
import os
import sys
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

# install.sh installs requirements.txt into this folder.
sys.path.insert(0, str(Path(__file__).parent / "packages"))

GATEWAY = "TeamGateway"


@lru_cache
def runtime_configuration():
    """Reads the document with the URLs of all gateways and the ARNs of all agents of the app."""
    import boto3

    client = boto3.client("appconfigdata")
    session = client.start_configuration_session(
        ApplicationIdentifier=os.environ["RUNTIME_CONFIG_APP_ID"],
        EnvironmentIdentifier="default",
        ConfigurationProfileIdentifier="agentcore",
    )
    response = client.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])
    return json.loads(response["Configuration"].read())


def signed_headers(url, region, body):
    """Signs a request for a gateway with IAM inbound authorization."""
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


def send(url, region, method, params):
    """Sends an MCP request. Requests are stateless unless sessions are enabled for the gateway."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
    with urlopen(Request(url, data=body, headers=signed_headers(url, region, body)), timeout=60) as http_response:
        response = json.load(http_response)
    if "error" in response:
        raise RuntimeError(f"{method} returned an error from {urlsplit(url).hostname}: {response['error']['message']}")
    return response["result"]


def tools_of(gateway):
    """Lists all tools of the gateway, page by page."""
    configuration = runtime_configuration()
    url = configuration["gateways"][gateway]
    region = configuration["gatewayDetails"][gateway]["region"]
    tools, params = [], {}
    while True:
        page = send(url, region, "tools/list", params)
        tools += page["tools"]
        if not page.get("nextCursor"):
            return tools
        params = {"cursor": page["nextCursor"]}


class Agent(BaseHTTPRequestHandler):
    """The HTTP interface that AgentCore Runtime requires: `GET /ping` and `POST /invocations`."""

    def do_GET(self):
        self.respond(200, {"status": "Healthy"}) if self.path == "/ping" else self.respond(404, {})

    def do_POST(self):
        if self.path != "/invocations":
            return self.respond(404, {})
        request = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or "{}")
        try:
            self.respond(200, {"prompt": request.get("prompt"), "tools": [tool["name"] for tool in tools_of(GATEWAY)]})
        except Exception as error:  # returned to the caller; the agent keeps running
            self.respond(500, {"error": str(error)})

    def respond(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", int(os.environ.get("PORT", "8080"))), Agent).serve_forever()
