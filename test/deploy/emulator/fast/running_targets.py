"""Whether a gateway may call its targets at every moment of an update. Only those count that the update leaves as they are, apart from their
names: who removes a target, or lets it point to something else, takes permissions."""

from ..agentcore.calls import missing_permission
from ..agentcore.permissions import policies_of
from ..agentcore.world import WORLD


class RunningTargets:
    def __init__(self):
        self._before = {target.id: _content(target) for gateway in WORLD.gateways.values() for target in gateway.targets.values()}
        self._policies: dict[str, tuple] = {}
        self._denied: dict[str, str] = {}

    def watch(self) -> None:
        """After a change of policies."""
        for gateway in WORLD.gateways.values():
            policies = policies_of(gateway.role)
            if self._policies.get(gateway.id) != policies:
                self._policies[gateway.id] = policies
                self._ask(gateway)

    def problems(self) -> list[str]:
        left = {target.id for gateway in WORLD.gateways.values() for target in gateway.targets.values() if self._is_as_before(target)}
        return [problem for id, problem in self._denied.items() if id in left]

    def _ask(self, gateway) -> None:
        for target in gateway.targets.values():
            permission = self._is_as_before(target) and target.id not in self._denied and missing_permission(gateway, target)
            if permission:
                self._denied[target.id] = f"meanwhile: {gateway.properties['Name']}/{target.name} needs {permission}"

    def _is_as_before(self, target) -> bool:
        return self._before.get(target.id) == _content(target)


def _content(target) -> tuple:
    return target.configuration, target.credentials
