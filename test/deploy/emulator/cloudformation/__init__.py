"""Makes ministack's CloudFormation know the types and limits that it lacks."""

from . import agentcore_types, appconfig, attributes, exports, iam_limits, waf


def install() -> None:
    for part in (agentcore_types, appconfig, attributes, waf, iam_limits, exports):
        part.install()
