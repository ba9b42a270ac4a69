"""What Cedar policies say, by the Cedar engine: which tools a policy names, and what a role sees of a list."""

import atexit
import json
import os
import re
import subprocess
from functools import lru_cache
from pathlib import Path
from threading import Lock

WORKER = Path(__file__).parent.parent / "node" / "cedar-worker.cjs"


class _Engine:
    """The engine is WebAssembly, which a process of Node.js runs."""

    def __init__(self):
        self.process = None
        self.lock = Lock()

    def ask(self, ask: str, **request) -> dict:
        with self.lock:
            if self.process is None:
                self.process = subprocess.Popen([os.environ["NODE_BINARY"], str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
                atexit.register(self.process.stdin.close)
            self.process.stdin.write(json.dumps({"ask": ask, **request}) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())


ENGINE = _Engine()


@lru_cache(maxsize=None)
def _read(statement: str) -> dict:
    return ENGINE.ask("read", statement=statement)


def without_dogwood(statement: str) -> str:
    """The Cedar of a policy. Guardrails and temporal conditions, which the engine does not have, deny nothing here."""
    rest = re.sub(r"\b(when|unless)\s+(guardrails|temporal)\s*\{[^}]*\}", "", statement)
    # Without its condition, a policy that forbids would forbid every call.
    return statement if rest == statement else rest.replace(";", " when { false };") if rest.lstrip().startswith("forbid") else rest


def syntax_error(statement: str) -> str | None:
    return _read(statement).get("error")


def unknown_actions(statement: str, tools: list[str]) -> list[str]:
    """Names that no tool, no target and no group of the service has."""
    known = {"CallTool", *tools, *(tool.split("___")[0] for tool in tools)}
    return [action for action in _read(statement).get("actions", []) if action not in known]


def may_see(policies, role_arn: str, tool: str, gateway_arn: str) -> bool:
    """Whether some arguments could be permitted: the service lists a tool that a condition may permit."""
    active = tuple(policy["statement"] for policy in policies if policy["mode"] == "ACTIVE")
    account, name = role_arn.split(":")[4], role_arn.rsplit("/", 1)[-1]
    return _may_call(active, f"arn:aws:sts::{account}:assumed-role/{name}", tool, gateway_arn)


@lru_cache(maxsize=None)
def _may_call(statements: tuple[str, ...], principal: str, tool: str, gateway_arn: str) -> bool:
    answer = ENGINE.ask("mayCall", statements=statements, principal=principal, action=tool, groups=[tool.split("___")[0], "CallTool"], gateway=gateway_arn)
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer["permitted"]
