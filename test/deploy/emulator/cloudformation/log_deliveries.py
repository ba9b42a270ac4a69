"""Deliveries of logs and traces, which ministack lacks. A delivery needs its source and its destination, and is deleted before them."""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

from ..agentcore.world import WORLD


def install() -> None:
    for type, kind, replacing in (
        ("AWS::Logs::DeliverySource", Source(), ("Name", "ResourceArn", "LogType")),
        ("AWS::Logs::DeliveryDestination", Destination(), ("Name", "DeliveryDestinationType", "DestinationResourceArn")),
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


def _deliveries():
    return [properties for arn, properties in WORLD.named.items() if ":delivery:" in arn]


class Source:
    def create(self, properties):
        known = [gateway.arn for gateway in WORLD.gateways.values()] + [runtime.arn for runtime in WORLD.runtimes.values()]
        if properties["ResourceArn"] not in known:
            raise ValueError(f"The resource {properties['ResourceArn']} does not exist")
        arn = _arn("delivery-source", properties["Name"])
        if arn in WORLD.named:
            raise ValueError(f"Delivery source {properties['Name']} already exists")
        WORLD.named[arn] = properties
        return self.describe(properties["Name"])

    def describe(self, id):
        return id, {"Arn": _arn("delivery-source", id)}

    def delete(self, id):
        if any(delivery["DeliverySourceName"] == id for delivery in _deliveries()):
            raise ValueError(f"Delivery source {id} has deliveries")
        WORLD.named.pop(_arn("delivery-source", id), None)


class Destination:
    def create(self, properties):
        arn = _arn("delivery-destination", properties["Name"])
        if arn in WORLD.named:
            raise ValueError(f"Delivery destination {properties['Name']} already exists")
        WORLD.named[arn] = properties
        return self.describe(properties["Name"])

    def describe(self, id):
        return id, {"Arn": _arn("delivery-destination", id)}

    def delete(self, id):
        arn = _arn("delivery-destination", id)
        if any(delivery["DeliveryDestinationArn"] == arn for delivery in _deliveries()):
            raise ValueError(f"Delivery destination {id} has deliveries")
        WORLD.named.pop(arn, None)


class Delivery:
    def create(self, properties):
        for arn in (_arn("delivery-source", properties["DeliverySourceName"]), properties["DeliveryDestinationArn"]):
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
