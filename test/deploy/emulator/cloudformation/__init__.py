"""Makes ministack's CloudFormation know the types and limits that it lacks."""

from . import agentcore_types, appconfig, attributes, bedrock, exports, iam_limits, waf


def install() -> None:
    for part in (agentcore_types, appconfig, attributes, bedrock, waf, iam_limits, exports):
        part.install()
