"""What a role may do at this moment, by the IAM policies that are attached to it now."""

import json
from functools import lru_cache

from ministack.core import iam_evaluator as evaluator
from ministack.core.iam_evaluator import EvalContext
from ministack.services import iam

from .refusal import invalid
from .surroundings import SURROUNDINGS
from .world import WORLD

SERVICE = "bedrock-agentcore.amazonaws.com"


@lru_cache(maxsize=None)
def _statements(document: str):
    return evaluator.parse_policy_document(document)


def role_of(arn: str):
    account, name = arn.split(":")[4], arn.rsplit("/", 1)[-1]
    return iam._roles.get_scoped(account, None, name), account, name


def _documents(role: dict, account: str):
    yield from role["InlinePolicies"].values()
    for arn in role["AttachedPolicies"]:
        document = evaluator._resolve_managed_policy_document(arn, account)
        if document:
            yield document if isinstance(document, str) else json.dumps(document)


def policies_of(role_arn: str) -> tuple[str, ...]:
    """Changes whenever something else is allowed."""
    role, account, _ = role_of(role_arn)
    return tuple(_documents(role, account)) if role else ()


def may(role_arn: str, action: str, resource: str, keys: dict | None = None) -> bool:
    """Whether the role's own policies allow it, or, for a gateway, a runtime or a function, its resource policy does."""
    role, account, _ = role_of(role_arn)
    if role is None:
        return False
    context = EvalContext(
        principal_arn=role_arn, principal_type="AssumedRole", principal_account=account,
        action=action, resource_arn=resource, region=resource.split(":")[3] if resource.count(":") > 4 else "", service_context={key.lower(): value for key, value in (keys or {}).items()},
    )
    own = evaluator.evaluate(context, [_statements(document) for document in _documents(role, account)]).decision
    theirs = _by_resource_policy(resource, role_arn, context)
    if "Deny" in (own, theirs):
        return False
    same_account = resource.split(":")[4:5] in ([account], [""])
    return "Allow" in (own, theirs) if same_account else own == theirs == "Allow"


def _by_resource_policy(resource: str, role_arn: str, context: EvalContext) -> str:
    document = WORLD.resource_policies.get(resource) or SURROUNDINGS.function_policy(resource)
    decisions = set()
    for statement in json.loads(document)["Statement"] if document else []:
        principals = statement.get("Principal", {})
        named = ["*"] if principals == "*" else principals.get("AWS", [])
        named = [named] if isinstance(named, str) else named
        account_root = f"arn:aws:iam::{context.principal_account}:root"
        if not {"*", role_arn, account_root, context.principal_account} & set(named):
            continue
        matched = evaluator.evaluate(context, [_statements(json.dumps({"Statement": [{k: v for k, v in statement.items() if k != "Principal"}]}))])
        decisions.add(matched.decision)
    return "Deny" if "Deny" in decisions else "Allow" if "Allow" in decisions else "ImplicitDeny"


def require(role_arn: str, action: str, resource: str, message: str) -> None:
    if not may(role_arn, action, resource):
        raise invalid(f"{message} ({role_arn} is not authorized to perform {action} on {resource})")


def require_trust(role_arn: str, source_arn: str) -> None:
    """The service must be able to assume the role on behalf of `source_arn`."""
    role, account, _ = role_of(role_arn)
    if role is None:
        raise invalid(f"Role validation failed: {role_arn} does not exist")
    for statement in json.loads(role["AssumeRolePolicyDocument"])["Statement"]:
        services = statement.get("Principal", {}).get("Service", [])
        services = [services] if isinstance(services, str) else services
        conditions = statement.get("Condition", {})
        arns = conditions.get("ArnLike", {}).get("aws:SourceArn", "*")
        arns = [arns] if isinstance(arns, str) else arns
        accounts = conditions.get("StringEquals", {}).get("aws:SourceAccount", account)
        if SERVICE in services and account == accounts and any(evaluator.fnmatch_iam_cs(source_arn, arn) for arn in arns):
            return
    raise invalid(f"Role validation failed: AgentCore cannot assume {role_arn} for {source_arn}")
