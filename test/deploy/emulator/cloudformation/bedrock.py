"""AWS::Bedrock::KnowledgeBase, which ministack lacks: a name and an ID are enough for the targets that refer to it."""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

from ..agentcore.world import WORLD


def install() -> None:
    provisioners._RESOURCE_HANDLERS["AWS::Bedrock::KnowledgeBase"] = {
        "create": lambda logical_id, properties, stack: _described(WORLD.new_id()),
        "update": lambda id, old, new, stack: _described(id),
        "delete": lambda id, properties: None,
    }
    provisioners._REPLACING_PROPERTIES["AWS::Bedrock::KnowledgeBase"] = ("KnowledgeBaseConfiguration",)


def _described(id: str):
    return id, {"KnowledgeBaseId": id, "KnowledgeBaseArn": f"arn:aws:bedrock:{get_region()}:{get_account_id()}:knowledge-base/{id}"}
