"""Runs a function before a method of a generated class."""

import functools
import typing

Before = typing.Callable[[typing.Any, typing.Tuple[typing.Any, ...], typing.Dict[str, typing.Any]], None]


def run_before(owner: typing.Any, name: str, before: Before) -> None:
    """Calls ``before(self, args, kwargs)``, which may change ``kwargs`` or raise, before each call of the method."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def method(self: typing.Any, *args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        before(self, args, kwargs)
        return original(self, *args, **kwargs)

    # jsii leaves out files with such names, so the stack traces of findings start in the user's program.
    method.__code__ = method.__code__.replace(co_filename="<cdk_agentcore_gateway>")
    setattr(owner, name, method)
