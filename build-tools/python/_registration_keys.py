"""Registers instances of subclasses in the Runtime Configuration under the names of their classes, as TypeScript does.

To the library, an instance of a class that is written in Python is one of the class it extends: only Python knows the name.
"""

import typing

from ._wrapping import run_before


def name_subclasses(*library_classes: type) -> None:
    """Makes the name of a subclass the default of ``runtime_config_key`` in each of these classes."""

    def pass_name(self: typing.Any, args: typing.Tuple[typing.Any, ...], kwargs: typing.Dict[str, typing.Any]) -> None:
        if type(self) not in library_classes and kwargs.get("runtime_config_key") is None:
            kwargs["runtime_config_key"] = type(self).__name__

    for library_class in library_classes:
        run_before(library_class, "__init__", pass_name)
