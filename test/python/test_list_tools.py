"""The function that lists the tools of a deployed gateway for the apps in test/integ."""

import importlib.util
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from conftest import ROOT

PAGES = {None: (["orders___get_order"], "next"), "next": (["catalog___find_articles"], None)}


@pytest.fixture
def list_tools(monkeypatch):
    for name, value in {"AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token", "AWS_REGION": "us-east-1"}.items():
        monkeypatch.setenv(name, value)
    # A __pycache__ folder would become part of the asset.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("list_tools", ROOT / "test" / "integ" / "list-tools" / "index.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "SECONDS_BETWEEN_ATTEMPTS", 0)
    return module


@pytest.fixture
def gateway():
    """A gateway that denies its first request, as IAM does until a permission takes effect."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.requests.append((self.headers, body))
            if len(server.requests) <= server.refused:
                self.send_error(403)
                return
            names, cursor = PAGES[body["params"].get("cursor")]
            result = {"tools": [{"name": name} for name in names], **({"nextCursor": cursor} if cursor else {})}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"jsonrpc": "2.0", "id": body["id"], "result": result}).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.requests, server.refused = [], 1
    server.url = f"http://127.0.0.1:{server.server_port}/mcp"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_lists_the_tools_of_every_page(list_tools, gateway):
    event = {"url": gateway.url, "tools": ["catalog___find_articles", "orders___get_order"]}
    assert list_tools.handler(event, None) == "every tool is listed"


def test_reports_missing_and_existing_tools(list_tools, gateway):
    result = list_tools.handler({"url": gateway.url, "tools": ["orders___refund_order"]}, None)
    assert result == "missing: ['orders___refund_order'], listed: ['catalog___find_articles', 'orders___get_order']"


def test_signs_for_agentcore(list_tools, gateway):
    list_tools.handler({"url": gateway.url, "tools": []}, None)
    [headers, _] = gateway.requests[-1]
    assert "/us-east-1/bedrock-agentcore/aws4_request" in headers["authorization"]
    assert headers["x-amz-security-token"] == "token"


def test_fails_if_every_request_is_denied(list_tools, gateway):
    gateway.refused = 100
    with pytest.raises(list_tools.HTTPError):
        list_tools.handler({"url": gateway.url, "tools": []}, None)
    assert len(gateway.requests) == list_tools.ATTEMPTS
