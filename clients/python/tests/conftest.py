"""What the tests talk to: real MCP servers behind a front that verifies signatures, AppConfig, an OAuth2 server."""

import json
import logging
import os
import subprocess
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NODE = os.environ.get("NODE", str(ROOT / "node_modules" / "node" / "bin" / "node"))
REGION = "eu-west-1"
KEYS = {"AKIAFIRST": {"secret": "secret-of-first"}, "ASIASECOND": {"secret": "secret-of-second", "sessionToken": "session/token+of==second"}}
ERAS = ["2026", "2025", "2025-sessions"]


def _post(url, value, method="POST"):
    request = urllib.request.Request(url, json.dumps(value).encode(), method=method)
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


class Peer:
    def __init__(self, control, kind, options):
        self._control = control
        started = _post(f"{control}/{kind}", options)
        self.id, self.url = started["id"], started["url"]

    def tell(self, **command):
        return _post(f"{self._control}/{self.id}", command)

    @property
    def requests(self):
        return self.tell()["requests"]

    def received(self, method):
        """What arrived of an MCP method."""
        return [request for request in self.requests if request.get("rpc") == method]

    def stop(self):
        _post(f"{self._control}/{self.id}", {}, "DELETE")


@pytest.fixture(scope="session")
def control():
    process = subprocess.Popen([NODE, ROOT / "clients" / "testing" / "peers.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout and process.stdin
    yield json.loads(process.stdout.readline())["url"]
    process.stdin.close()
    process.wait(10)


@pytest.fixture
def start(control):
    """Starts a peer, which ends with the test."""
    started = []

    def start(kind, **options):
        started.append(Peer(control, kind, options))
        return started[-1]

    yield start
    for peer in started:
        peer.stop()


@pytest.fixture
def iam_gateway(start):
    def gateway(era="2026", **options):
        return start("gateway", era=era, iam={"region": REGION, "keys": KEYS}, **options)

    return gateway


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """The environment of an agent with a role, in an empty folder."""
    for name in list(os.environ):
        if name.startswith(("AWS_", "AGENTCORE_")) or name in ("LOCAL_DEV", "RUNTIME_CONFIG_APP_ID"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAFIRST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEYS["AKIAFIRST"]["secret"])
    monkeypatch.setenv("AWS_REGION", REGION)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def signed(monkeypatch):
    """Points `Tools` to a gateway of the test, which is at a loopback address but asks for signatures."""

    def use(gateway, auth_type="AWS_IAM"):
        monkeypatch.setenv("AGENTCORE_GATEWAY_TOOLS_URL", gateway.url)
        monkeypatch.setenv("AGENTCORE_GATEWAY_TOOLS_AUTH_TYPE", auth_type)
        return gateway

    return use


@pytest.fixture(autouse=True)
def no_secrets_in_logs(caplog):
    """Whatever a test does, at the most talkative level: no secret, token or signature is logged."""
    caplog.set_level(logging.DEBUG)
    yield
    for secret in ("secret-of-first", "secret-of-second", "session/token+of==second", "client-secret-4711", "Signature=", "Bearer ey"):
        logged = [record.getMessage() for record in caplog.get_records("call") if record.name not in AWS_OWN_LOGGERS]
        assert not [message for message in logged if secret in message]


# boto3 logs its own calls to AppConfig and Secrets Manager at DEBUG.
AWS_OWN_LOGGERS = {"botocore.auth", "botocore.endpoint", "botocore.parsers", "botocore.hooks", "urllib3.connectionpool"}
