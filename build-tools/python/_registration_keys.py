"""Registers instances of subclasses in the Runtime Configuration under their class names, as in TypeScript.

jsii passes an instance of a Python subclass to the library as an instance of its base class, without the name of the subclass.
"""

import typing

from ._wrapping import run_before


def pass_class_names(*library_classes: type) -> None:
    """Passes the class name of a subclass as the default of ``runtime_config_key``, for each of these classes."""

    def pass_name(self: typing.Any, args: typing.Tuple[typing.Any, ...], kwargs: typing.Dict[str, typing.Any]) -> None:
        if type(self) not in library_classes and kwargs.get("runtime_config_key") is None:
            kwargs["runtime_config_key"] = type(self).__name__

    for library_class in library_classes:
        run_before(library_class, "__init__", pass_name)
