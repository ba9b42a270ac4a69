"""Legal orders: each that CloudFormation, which works on independent resources at once, could take."""

import random

from ministack.services.cloudformation import engine, handlers, stacks


class Order:
    """Decides the order of resources. Set `random` before each deployment."""

    def __init__(self):
        self.random = random.Random(0)
        self._before: dict[int, tuple[dict, dict]] = {}

    def install(self) -> None:
        stacks._topological_sort = self.resources
        parse = handlers._parse_template
        templates: dict[str, dict] = {}
        handlers._parse_template = lambda body: templates.setdefault(body, parse(body)) if body not in templates else templates[body]

    def resources(self, definitions: dict, conditions: dict) -> list[str]:
        active = [name for name, one in definitions.items() if conditions.get(one.get("Condition"), True)]
        return self.shuffled({name: self._dependencies(definitions)[name] & set(active) for name in active})

    def shuffled(self, before: dict[str, set]) -> list[str]:
        open_of = {name: set(others) - {name} for name, others in before.items()}
        after: dict[str, list] = {name: [] for name in before}
        for name, others in open_of.items():
            for other in others:
                after[other].append(name)
        ready, ordered = sorted(name for name, others in open_of.items() if not others), []
        while ready:
            name = ready.pop(self.random.randrange(len(ready)))
            ordered.append(name)
            for later in after[name]:
                open_of[later].discard(name)
                if not open_of[later]:
                    ready.append(later)
        if len(ordered) < len(before):
            raise ValueError(f"Circular dependency between resources: {sorted(set(before) - set(ordered))}")
        return ordered

    def _dependencies(self, definitions: dict) -> dict[str, set]:
        known = self._before.get(id(definitions))
        if known is None or known[0] is not definitions:
            known = (definitions, {name: engine._extract_deps(one, set(definitions)) for name, one in definitions.items()})
            self._before[id(definitions)] = known
        return known[1]


class Fault:
    """Lets one resource fail once, and records which resources a deployment touched."""

    def __init__(self):
        self.at: tuple[str, str] | None = None
        self.touched: list[tuple[str, str]] = []
        # Called with the type after each resource of a deployment.
        self.watch = lambda type: None

    def install(self) -> None:
        provision, update, delete = stacks._provision_resource, stacks._update_resource, stacks._delete_resource

        def provisioned(type, logical_id, properties, stack_name):
            self._touch(stack_name, logical_id)
            provided = provision(type, logical_id, properties, stack_name)
            self.watch(type)
            return provided

        def updated(type, physical_id, old, new, stack_name, logical_id=None, attributes=None):
            if old != new:
                self._touch(stack_name, logical_id)
            provided = update(type, physical_id, old, new, stack_name, logical_id, attributes)
            self.watch(type)
            return provided

        def deleted(type, *rest):
            delete(type, *rest)
            self.watch(type)

        stacks._provision_resource, stacks._update_resource, stacks._delete_resource = provisioned, updated, deleted

    def _touch(self, stack_name: str, logical_id: str) -> None:
        self.touched.append((stack_name, logical_id))
        if self.at == (stack_name, logical_id):
            self.at = None
            raise ValueError("a fault for the sake of the test")
