"""Rejects a string that is passed instead of a construct, with a message that says what to pass.

jsii does not check the type of parameters that are interfaces, and fails later with a message that does not name the parameter.
"""

import typing

from ._wrapping import run_before

# The keyword argument, which may also be the first positional argument, of each method.
_HINTS = {
    "add_mcp_server": ("server", "an McpServer, a LambdaMcpServer or another runtime", 'for a server with a URL use add_mcp_server_target("Name", endpoint="https://…")'),
    "add_gateway": ("gateway", "a gateway", "import one with Gateway.from_gateway_attributes(…)"),
    "add_agent": ("runtime", "a runtime", "import one with aws_bedrockagentcore.Runtime.from_agent_runtime_attributes(…)"),
    "add_lambda_target": ("lambda_function", "a function", "import one with aws_lambda.Function.from_function_arn(…)"),
    "add_api_gateway_target": ("rest_api", "a REST API", "import one with aws_apigateway.RestApi.from_rest_api_attributes(…)"),
    "add_interceptor": ("interceptor", "an interceptor", "create one with aws_bedrockagentcore.LambdaInterceptor.for_request(…)"),
    "grant_invoke_access": ("grantee", "a role or a construct with a role", "import a role with aws_iam.Role.from_role_arn(…)"),
    "__init__": ("authorizer_configuration", "an authorizer", "create one with aws_bedrockagentcore.GatewayAuthorizer.using_aws_iam() or InboundAuth.custom_jwt(…)"),
}
# The first positional argument of these methods is a construct id.
_KEYWORD_ONLY = ("add_lambda_target", "add_api_gateway_target", "__init__")


def reject_strings(gateway_class: type) -> None:
    for method, hint in _HINTS.items():
        run_before(gateway_class, method, _checker(method, *hint))


def _checker(method: str, argument: str, expected: str, fix: str) -> typing.Callable[..., None]:
    def check(self: typing.Any, args: typing.Tuple[typing.Any, ...], kwargs: typing.Dict[str, typing.Any]) -> None:
        given = kwargs.get(argument)
        if given is None and args and method not in _KEYWORD_ONLY:
            given = args[0]
        if isinstance(given, str):
            raise TypeError(f"{argument} must be {expected}, not the string `{given}`; {fix}")

    return check
