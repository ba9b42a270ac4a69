"""Attributes that CloudFormation returns and ministack does not."""

from ministack.core.responses import get_region
from ministack.services.cloudformation import provisioners


def install() -> None:
    _add("AWS::EC2::VPC", lambda id, properties: {"CidrBlock": properties["CidrBlock"]})
    _add("AWS::Cognito::UserPool", lambda id, properties: {"ProviderURL": f"https://cognito-idp.{get_region()}.amazonaws.com/{id}"})


def _add(type: str, attributes) -> None:
    handlers = provisioners._RESOURCE_HANDLERS[type]
    create = handlers["create"]

    def created(logical_id, properties, stack):
        id, known = create(logical_id, properties, stack)
        return id, {**attributes(id, properties), **known}

    handlers["create"] = created
