"""Registers instances of subclasses in the Runtime Configuration under the names of their classes, as TypeScript does.

To the library, an instance of a class that is written in Python is one of the class it extends: only Python knows the name.
"""

import functools
import typing


def name_subclasses(*library_classes: type) -> None:
    """Makes the name of a subclass the default of ``runtime_config_key`` in each of these classes."""
    for library_class in library_classes:
        _pass_name(library_class, library_classes)


def _pass_name(library_class: typing.Any, library_classes: typing.Tuple[type, ...]) -> None:
    original = library_class.__init__

    @functools.wraps(original)
    def init(self: typing.Any, *args: typing.Any, **kwargs: typing.Any) -> None:
        if type(self) not in library_classes and kwargs.get("runtime_config_key") is None:
            kwargs["runtime_config_key"] = type(self).__name__
        original(self, *args, **kwargs)

    # Stack traces of findings then begin in the user's program: jsii leaves out code of such files.
    init.__code__ = init.__code__.replace(co_filename="<cdk_agentcore_gateway>")
    library_class.__init__ = init
