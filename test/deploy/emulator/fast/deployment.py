"""What `cdk deploy --all` and `cdk destroy --all` do with the stacks of an assembly, through ministack's CloudFormation."""

import asyncio
import re

from ministack.core.responses import request_scope
from ministack.services import cloudformation
from ministack.services.cloudformation import handlers, stacks

from .assembly import Stack
from .order import Order

DONE = {"create": "CREATE_COMPLETE", "update": "UPDATE_COMPLETE", "delete": "DELETE_COMPLETE"}
CAPABILITIES = {"Capabilities.member.1": ["CAPABILITY_IAM"], "Capabilities.member.2": ["CAPABILITY_NAMED_IAM"], "Capabilities.member.3": ["CAPABILITY_AUTO_EXPAND"]}


class Failed(Exception):
    """A stack that did not end as it should; the text has its status and the first reason."""

    def __init__(self, stack: str, status: str, reason: str):
        # The same text for the same failure, whatever ids there are in this run.
        super().__init__(f"{stack} ended in {status}: {re.sub(r'-[0-9a-zA-Z]{10,12}(?=[^0-9a-zA-Z]|$)', '-…', reason)[:400]}")
        self.stack, self.status = stack, status


def install() -> None:
    # One thing after another: the orders are what is tried, and threads would add orders of their own.
    stacks._runs_on_worker_thread = lambda type: False
    # The CDK CLI uploads templates that are too large for a request; here they need not be.
    handlers._resolve_template = lambda parameters: (parameters["Template"], None)


def deploy(all: dict[str, Stack], order: Order) -> None:
    for name in order.shuffled({name: stack.after & set(all) for name, stack in all.items()}):
        deploy_one(all[name])


def deploy_one(stack: Stack) -> None:
    with request_scope(stack.account, stack.region):
        existing = cloudformation._stacks.get(stack.name)
        if existing and existing["StackStatus"] != "DELETE_COMPLETE":
            if existing["_template"] == stack.template:
                return  # The CDK CLI skips what has not changed.
            _run(stack, "update", handlers._update_stack)
        else:
            _run(stack, "create", handlers._create_stack)


def destroy(deployed: dict[str, Stack], order: Order) -> None:
    for name in reversed(order.shuffled({name: stack.after & set(deployed) for name, stack in deployed.items()})):
        with request_scope(deployed[name].account, deployed[name].region):
            _run(deployed[name], "delete", handlers._delete_stack)


def _run(stack: Stack, verb: str, call) -> None:
    first_event = len(_events(stack))

    async def operation():
        status, _, body = call({"StackName": [stack.name], "Template": stack.body, **CAPABILITIES})
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            await task
        return status, body

    status, body = asyncio.run(operation())
    if status >= 400:
        text = body.decode() if isinstance(body, bytes) else body
        raise Failed(stack.name, "REFUSED", re.sub(r"<[^>]+>|\s+", " ", text).strip())
    ended = cloudformation._stacks[stack.name]["StackStatus"]
    failures = [event for event in _events(stack)[first_event:] if event["ResourceStatus"].endswith("_FAILED")]
    if ended != DONE[verb] or failures:
        reason = f"{failures[0]['LogicalResourceId']}: {failures[0]['ResourceStatusReason']}" if failures else ""
        raise Failed(stack.name, ended, reason)


def _events(stack: Stack) -> list:
    record = cloudformation._stacks.get(stack.name)
    return cloudformation._stack_events.get(record["StackId"], []) if record else []
