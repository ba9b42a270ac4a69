"""Deliveries of logs and traces, which ministack lacks. A delivery needs its source and its destination, and is deleted before them."""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

from ..agentcore.world import WORLD


def install() -> None:
    for type, kind, replacing in (
        ("AWS::Logs::DeliverySource", Source("delivery-source", "Delivery source"), ("Name", "ResourceArn", "LogType")),
        ("AWS::Logs::DeliveryDestination", Named("delivery-destination", "Delivery destination"), ("Name", "DeliveryDestinationType", "DestinationResourceArn")),
        ("AWS::Logs::Delivery", Delivery(), ("DeliverySourceName", "DeliveryDestinationArn")),
        ("AWS::XRay::ResourcePolicy", XRayPolicy(), ("PolicyName",)),
    ):
        provisioners._RESOURCE_HANDLERS[type] = {
            "create": lambda logical_id, properties, stack, kind=kind: kind.create(properties),
            "update": lambda id, old, new, stack, kind=kind: kind.describe(id),
            "delete": lambda id, properties, kind=kind: kind.delete(id),
        }
        provisioners._REPLACING_PROPERTIES[type] = replacing


def _arn(kind: str, name: str) -> str:
    return f"arn:aws:logs:{get_region()}:{get_account_id()}:{kind}:{name}"


def _source_of(delivery) -> str:
    return _arn("delivery-source", delivery["DeliverySourceName"])


def _deliveries():
    return [properties for arn, properties in WORLD.named.items() if ":delivery:" in arn]


class Named:
    """A resource with a name, which deliveries refer to."""

    def __init__(self, kind: str, words: str):
        self.kind, self.words = kind, words

    def create(self, properties):
        arn = _arn(self.kind, properties["Name"])
        if arn in WORLD.named:
            raise ValueError(f"{self.words} {properties['Name']} already exists")
        WORLD.named[arn] = properties
        return self.describe(properties["Name"])

    def describe(self, id):
        return id, {"Arn": _arn(self.kind, id)}

    def delete(self, id):
        arn = _arn(self.kind, id)
        if any(arn in (_source_of(delivery), delivery["DeliveryDestinationArn"]) for delivery in _deliveries()):
            raise ValueError(f"{self.words} {id} has deliveries")
        WORLD.named.pop(arn, None)


class Source(Named):
    def create(self, properties):
        known = [gateway.arn for gateway in WORLD.gateways.values()] + [runtime.arn for runtime in WORLD.runtimes.values()]
        if properties["ResourceArn"] not in known:
            raise ValueError(f"The resource {properties['ResourceArn']} does not exist")
        return super().create(properties)


class Delivery:
    def create(self, properties):
        for arn in (_source_of(properties), properties["DeliveryDestinationArn"]):
            if arn not in WORLD.named:
                raise ValueError(f"{arn} does not exist")
        id = WORLD.new_id()
        WORLD.named[_arn("delivery", id)] = properties
        return self.describe(id)

    def describe(self, id):
        return id, {"DeliveryId": id, "Arn": _arn("delivery", id)}

    def delete(self, id):
        WORLD.named.pop(_arn("delivery", id), None)


class XRayPolicy:
    def create(self, properties):
        return self.describe(properties["PolicyName"])

    def describe(self, id):
        return id, {}

    def delete(self, id):
        pass
