"""One deployment of an app from nothing to nothing, in one order; with an update in between, and a fault in it, if wanted."""

import random
from collections import Counter
from contextlib import suppress

from ministack.core.responses import request_scope
from ministack.services import appconfig, cloudformation, iam, kms, lambda_svc, secretsmanager
from ministack.services.cloudformation import provisioners

from ..agentcore import control_plane
from ..agentcore.servers import SERVERS
from ..agentcore.world import WORLD
from ..cloudformation.appconfig import Waiting
from ..runtime_config import agents_with_document
from . import checks
from .assembly import ACCOUNT, REGION, Stack
from .deployment import Failed, deploy, destroy
from .order import Fault, Order
from .running_targets import RunningTargets


class Trials:
    def __init__(self, order: Order, fault: Fault, servers_crash: bool = False):
        self.order, self.fault, self.servers_crash = order, fault, servers_crash
        self.problems: Counter = Counter()
        self.examples: dict[str, int] = {}
        self.failed = 0

    def first(self, stacks: dict[str, Stack], seeds) -> None:
        for seed in seeds:
            self._run(seed, lambda: self._first(stacks))

    def updates(self, before: dict[str, Stack], after: dict[str, Stack], seeds) -> None:
        for seed in seeds:
            self._run(seed, lambda: self._update(before, after))

    def faults(self, before: dict[str, Stack], after: dict[str, Stack], seed: int, most: int | None) -> int:
        """The update again for each resource that it touches, which fails once; or for `most` of them, the first and the last among them."""
        touched = self._touched(before, after, seed)
        if most and most < len(touched):
            touched = [touched[number * (len(touched) - 1) // (most - 1)] for number in range(most)]
        for number, at in enumerate(touched):
            self._run(seed + number, lambda: self._fault(before, after, at))
        return len(touched)

    def _run(self, seed: int, trial) -> None:
        _reset()
        self.order.random = random.Random(seed)
        WORLD.random = random.Random(seed)
        found = trial()
        self.failed += bool(found)
        for problem in dict.fromkeys(found):
            self.problems[problem] += 1
            self.examples.setdefault(problem, seed)

    def _first(self, stacks: dict[str, Stack]) -> list[str]:
        try:
            deploy(stacks, self.order)
        except Failed as failure:
            return [f"deploy: {failure}"]
        return [*self._settled(stacks), *self._destroyed(stacks)]

    def _update(self, before: dict[str, Stack], after: dict[str, Stack]) -> list[str]:
        deploy(before, self.order)
        Waiting.minutes = 0
        found = checks.orphans(before, after)
        deployed = {**before, **after}
        agents = agents_with_document()
        running = RunningTargets()

        def watch(type):
            found.extend(checks.meanwhile(agents))
            if type.startswith("AWS::IAM::"):
                running.watch()

        self.fault.watch = watch
        self._crash(before, after)
        try:
            deploy(after, self.order)
            self.fault.watch = lambda type: None
            found += running.problems()
        except Failed as failure:
            self.fault.watch = lambda type: None
            found.append(f"update: {failure}")
            deployed = self._deployed_now(deployed, before)
        found += self._settled(deployed)
        return [*found, *self._destroyed(deployed)]

    def _fault(self, before: dict[str, Stack], after: dict[str, Stack], at: tuple[str, str]) -> list[str]:
        deploy(before, self.order)
        agents = agents_with_document()
        self.fault.at = at
        self._crash(before, after)
        try:
            deploy(after, self.order)
            return []  # In this order, the update does not reach the resource.
        except Failed as failure:
            wanted = "ROLLBACK_COMPLETE" if failure.stack not in before else "UPDATE_ROLLBACK_COMPLETE"
            found = [] if failure.status == wanted and self.fault.at is None else [f"rollback after {at[1]}: {failure}"]
            deployed = self._deployed_now({**before, **after}, before)
        finally:
            self.fault.at = None
        found += [f"rollback after {at[1]}: {problem}" for problem in self._settled(deployed, agents)]
        return [*found, *(f"rollback after {at[1]}: {problem}" for problem in self._destroyed({**deployed, **self._failed_creations(after, before)}))]

    def _crash(self, before: dict[str, Stack], after: dict[str, Stack]) -> None:
        if self.servers_crash:
            SERVERS.run.broken = _artifacts(before) - _artifacts(after)

    def _touched(self, before, after, seed: int) -> list[tuple[str, str]]:
        _reset()
        self.order.random = WORLD.random = random.Random(seed)
        deploy(before, self.order)
        self.fault.touched = []
        with suppress(Failed):
            deploy(after, self.order)
        return list(dict.fromkeys(self.fault.touched))

    def _deployed_now(self, all: dict[str, Stack], before: dict[str, Stack]) -> dict[str, Stack]:
        """The stacks that exist, each with the template that it has after a failure."""
        now = {}
        for name, stack in all.items():
            record = _record(stack)
            if record and record["StackStatus"] not in ("DELETE_COMPLETE", "ROLLBACK_COMPLETE"):
                now[name] = before[name] if name in before and record["_template"] == before[name].template else stack
        return now

    def _failed_creations(self, after, before) -> dict[str, Stack]:
        return {name: stack for name, stack in after.items() if name not in before and _record(stack)}

    def _settled(self, deployed: dict[str, Stack], agents: set[str] | None = None) -> list[str]:
        SERVERS.run.warm()
        SERVERS.run.broken = set()
        control_plane.finish()
        return checks.deployed(deployed, agents)

    def _destroyed(self, deployed: dict[str, Stack]) -> list[str]:
        try:
            destroy(deployed, self.order)
        except Failed as failure:
            return [f"destroy: {failure}"]
        return checks.gone()


def _artifacts(stacks: dict[str, Stack]) -> set[str]:
    """Keys of the code of MCP servers."""
    runtimes = [one["Properties"] for stack in stacks.values() for one in stack.resources.values() if one["Type"] == "AWS::BedrockAgentCore::Runtime"]
    return {one["AgentRuntimeArtifact"]["CodeConfiguration"]["Code"]["S3"]["Prefix"] for one in runtimes if one.get("ProtocolConfiguration") == "MCP"}


def _record(stack: Stack):
    return cloudformation._stacks.get_scoped(stack.account, stack.region, stack.name)


# What the READMEs of the apps ask for before the first deployment.
SECRETS = ("weather/pet-store-api-key", "shop/stock-api-key", "shop/oauth-client-secret", "shop/github", "shop/login")


def _reset() -> None:
    WORLD.clear()
    for service in (cloudformation, iam, lambda_svc, appconfig, kms, secretsmanager):
        service.reset()
    with request_scope(ACCOUNT, REGION):
        for name in SECRETS:
            provisioners._sm_secret_create(name, {"Name": name, "SecretString": "a secret"}, "before")
