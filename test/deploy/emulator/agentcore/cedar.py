"""As much of Cedar as deployments depend on: which tools a policy names, and what a role sees of a list.

The text of a policy is not parsed by an engine here. The library's own tests do that (test/cedar).
"""

import re

STATEMENT = re.compile(r"^\s*(?:@\w+\([^)]*\)\s*)*(permit|forbid)\s*\(\s*(.*?)\)\s*(?=when|unless|;)(.*)$", re.S)
ACTION = re.compile(r'AgentCore::Action::"([^"]+)"')
PRINCIPAL = re.compile(r'AgentCore::(\w+)::"([^"]+)"')


def read(statement: str) -> dict | None:
    """Effect, scope and whether it has conditions; None for text that is no policy."""
    match = STATEMENT.match(re.sub(r"//[^\n]*", "", statement))
    if not match:
        return None
    effect, scope, rest = match.groups()
    principal, _, others = scope.partition(",")
    return {
        "effect": effect,
        "principal": PRINCIPAL.search(principal),
        "actions": ACTION.findall(others),
        "conditional": "{" in rest,
        "ids": re.findall(r'principal\.id\s*==\s*"([^"]+)"', rest),
    }


def unknown_actions(statement: str, tools: list[str]) -> list[str]:
    """Names that no tool, no target and no group of the service has."""
    known = {"CallTool", *tools, *(tool.split("___")[0] for tool in tools)}
    policy = read(statement)
    return [action for action in (policy["actions"] if policy else []) if action not in known]


def may_see(policies, role_arn: str, tool: str) -> bool:
    """Whether some input could be permitted: a condition may hold, so only an unconditional forbid hides a tool."""
    active = [read(policy["statement"]) for policy in policies if policy["mode"] == "ACTIVE"]
    about = [policy for policy in active if policy and _is_about(policy, role_arn, tool)]
    if any(policy["effect"] == "forbid" and not policy["conditional"] for policy in about):
        return False
    return any(policy["effect"] == "permit" for policy in about)


def _is_about(policy: dict, role_arn: str, tool: str) -> bool:
    account, name = role_arn.split(":")[4], role_arn.rsplit("/", 1)[-1]
    principal = f"arn:aws:sts::{account}:assumed-role/{name}"
    named = policy["principal"]
    if named and (named[1] != "IamEntity" or named[2] != principal):
        return False
    if policy["ids"] and principal not in policy["ids"]:
        return False
    return not policy["actions"] or bool({tool, tool.split("___")[0], "CallTool"} & set(policy["actions"]))
