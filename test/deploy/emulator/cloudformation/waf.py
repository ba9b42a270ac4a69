"""AWS::WAFv2::WebACLAssociation, which ministack lacks."""

from ministack.services.cloudformation import provisioners


def install() -> None:
    provisioners._RESOURCE_HANDLERS["AWS::WAFv2::WebACLAssociation"] = {
        "create": lambda logical_id, properties, stack: (f"{properties['WebACLArn']}|{properties['ResourceArn']}", {}),
        "delete": lambda physical_id, properties: None,
    }
    provisioners._REPLACING_PROPERTIES["AWS::WAFv2::WebACLAssociation"] = ("WebACLArn", "ResourceArn")
