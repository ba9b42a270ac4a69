"""CloudFormation refuses to change or remove an export that another stack imports. ministack does that for deletions only."""

from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, stacks


def install() -> None:
    resolve = stacks._resolve_stack_outputs

    def checked(outputs, conditions, resources, parameters, mappings, stack_name, stack_id):
        resolved = resolve(outputs, conditions, resources, parameters, mappings, stack_name, stack_id)
        new = {name: export["Value"] for name, export in resolved[1].items()}
        own = {name: export["Value"] for name, export in cloudformation._exports.items() if export["StackId"] == stack_id}
        for name in [name for name, value in own.items() if new.get(name) != value]:
            user = _user_of(name, stack_name)
            if user:
                verb = "updated" if name in new else "deleted"
                raise ValueError(f"Export {name} cannot be {verb} as it is in use by {user}")
        for name in own.keys() - new.keys():
            del cloudformation._exports[name]
        return resolved

    stacks._resolve_stack_outputs = checked


def _user_of(export: str, exporting: str) -> str | None:
    for name, stack in cloudformation._stacks.items():
        if name != exporting and stack["StackStatus"] != "DELETE_COMPLETE" and export in handlers._imported_export_names(stack, name):
            return name
    return None
