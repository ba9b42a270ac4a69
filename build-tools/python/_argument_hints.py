"""Says what to write instead of a text that names a thing of AWS.

A parameter that is an interface takes every object, so Python itself does not refuse a text there, and jsii only says that it cannot read it.
"""

import typing

from ._wrapping import run_before

# Keyword arguments, or the first positional one, by method.
_HINTS = {
    "add_mcp_server": ("server", "an McpServer or another runtime", 'for a server that has a URL use add_mcp_server_target("Name", endpoint="https://…")'),
    "add_gateway": ("gateway", "a gateway", "import one with Gateway.from_gateway_attributes(…)"),
    "add_agent": ("runtime", "a runtime", "import one with aws_bedrockagentcore.Runtime.from_agent_runtime_attributes(…)"),
    "add_lambda_target": ("lambda_function", "a function", "import one with aws_lambda.Function.from_function_arn(…)"),
    "add_api_gateway_target": ("rest_api", "a REST API", "import one with aws_apigateway.RestApi.from_rest_api_attributes(…)"),
    "add_interceptor": ("interceptor", "an interceptor", "make one with aws_bedrockagentcore.LambdaInterceptor.for_request(…)"),
    "grant_invoke_access": ("grantee", "a role or something that has one", "import a role with aws_iam.Role.from_role_arn(…)"),
    "__init__": ("authorizer_configuration", "an authorizer", "make one with aws_bedrockagentcore.GatewayAuthorizer.using_aws_iam() or InboundAuth.custom_jwt(…)"),
}
# Their first positional argument is the id of a construct.
_KEYWORD_ONLY = ("add_lambda_target", "add_api_gateway_target", "__init__")


def hint_at_texts(gateway_class: type) -> None:
    for method, hint in _HINTS.items():
        run_before(gateway_class, method, _checker(method, *hint))


def _checker(method: str, argument: str, expected: str, fix: str) -> typing.Callable[..., None]:
    def check(self: typing.Any, args: typing.Tuple[typing.Any, ...], kwargs: typing.Dict[str, typing.Any]) -> None:
        given = kwargs.get(argument)
        if given is None and args and method not in _KEYWORD_ONLY:
            given = args[0]
        if isinstance(given, str):
            raise TypeError(f"{argument} must be {expected}, not the text `{given}`: {fix}")

    return check
