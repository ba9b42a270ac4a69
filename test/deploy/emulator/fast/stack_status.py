"""DescribeStacks, which a Lambda function calls to learn that its stack is rolled back."""

from urllib.parse import parse_qs

from ministack.services import cloudformation

from ..agentcore.permissions import may


def describe(body: str, role_arn: str) -> dict:
    stack_id = parse_qs(body)["StackName"][0]
    if not may(role_arn, "cloudformation:DescribeStacks", stack_id):
        return {"status": 403, "body": f"{role_arn} is not authorized to perform: cloudformation:DescribeStacks on {stack_id}"}
    status = next(stack["StackStatus"] for stack in cloudformation._stacks.values() if stack["StackId"] == stack_id)
    return {"status": 200, "body": f"<StackStatus>{status}</StackStatus>"}
