"""Makes ministack's CloudFormation know the types and limits that it lacks."""

from . import agentcore_types, alarms, appconfig, attributes, bedrock, exports, hosted_zones, iam_limits, log_deliveries, waf


def install() -> None:
    for part in (agentcore_types, alarms, appconfig, attributes, bedrock, waf, log_deliveries, hosted_zones, iam_limits, exports):
        part.install()
