"""What IAM refuses and ministack does not: quotas of roles and policies, and roles that still have policies.

A request that is refused changes nothing, so the role's policies are put back as they were.
"""

import json

from ministack.services import iam
from ministack.services.cloudformation import provisioners

INLINE_CHARACTERS = 10_240
MANAGED_CHARACTERS = 6_144
MANAGED_POLICIES = 10


def install() -> None:
    for type, roles in (("AWS::IAM::Role", _itself), ("AWS::IAM::Policy", _named), ("AWS::IAM::ManagedPolicy", _named)):
        handlers = provisioners._RESOURCE_HANDLERS[type]
        handlers["create"] = _limited_create(handlers["create"], handlers["delete"], roles)
        handlers["update"] = _limited_update(handlers["update"], roles)
    roles = provisioners._RESOURCE_HANDLERS["AWS::IAM::Role"]
    roles["delete"] = _refused_while_used(roles["delete"])


def _itself(physical_id, properties):
    return [physical_id]


def _named(physical_id, properties):
    return properties.get("Roles") or []


def _limited_create(create, delete, roles):
    def limited(logical_id, properties, stack):
        created = create(logical_id, properties, stack)
        problem = _problem_of(roles(created[0], properties))
        if problem:
            delete(created[0], properties)
            raise ValueError(problem)
        return created
    return limited


def _limited_update(update, roles):
    def limited(physical_id, old, new, *rest):
        before = _policies_of({*roles(physical_id, old), *roles(physical_id, new)})
        updated = update(physical_id, old, new, *rest)
        problem = _problem_of(roles(updated[0], new))
        if problem:
            for name, (inline, attached) in before.items():
                iam._roles[name]["InlinePolicies"], iam._roles[name]["AttachedPolicies"] = inline, attached
            raise ValueError(problem)
        return updated
    return limited


def _policies_of(names) -> dict:
    found = {name: iam._roles.get(name) for name in names if name and iam._roles.get(name)}
    return {name: (dict(role["InlinePolicies"]), list(role["AttachedPolicies"])) for name, role in found.items()}


def _problem_of(names) -> str | None:
    return next((problem for problem in (_problem(name) for name in names if name in iam._roles) if problem), None)


def _problem(name: str) -> str | None:
    role = iam._roles[name]
    if sum(_characters(document) for document in role["InlinePolicies"].values()) > INLINE_CHARACTERS:
        return f"Maximum policy size of {INLINE_CHARACTERS} bytes exceeded for role {name} (LimitExceeded)"
    if len(role["AttachedPolicies"]) > MANAGED_POLICIES:
        return f"Cannot exceed quota for PoliciesPerRole: {MANAGED_POLICIES} (LimitExceeded, role {name})"
    for policy in filter(None, map(iam._policies.get, role["AttachedPolicies"])):
        if _characters(policy["Versions"][policy["DefaultVersionId"]]["Document"]) > MANAGED_CHARACTERS:
            return f"Cannot exceed quota for PolicySize: {MANAGED_CHARACTERS} (LimitExceeded, role {name})"
    return None


def _characters(document) -> int:
    return len(json.dumps(json.loads(document) if isinstance(document, str) else document, separators=(",", ":")))


def _refused_while_used(delete):
    def refused(physical_id, properties):
        role = iam._roles.get(physical_id)
        own = {policy["PolicyName"] for policy in properties.get("Policies") or []}
        attached = set(properties.get("ManagedPolicyArns") or [])
        if role and (set(role["InlinePolicies"]) - own or set(role["AttachedPolicies"]) - attached):
            raise ValueError(f"Cannot delete entity, must delete policies first (role {physical_id}, DeleteConflict)")
        delete(physical_id, properties)
    return refused
