"""The patterns of the service's API model, matched as a whole."""

import re

from .refusal import invalid

GATEWAY = r"([0-9a-zA-Z][-]?){1,48}"
TARGET = r"([0-9a-zA-Z][-]?){1,100}"
RUNTIME = r"[a-zA-Z][a-zA-Z0-9_]{0,47}"
POLICY = r"[A-Za-z][A-Za-z0-9_]{0,47}"
IDENTITY = r"[A-Za-z0-9_.-]{3,255}"
PROVIDER = r"[a-zA-Z0-9\-_]{1,128}"
# Reported: gateway ids of more than 50 characters are refused, and 11 of them are not the name's.
GATEWAY_LENGTH = 39


def check(what: str, pattern: str, name) -> None:
    if not isinstance(name, str) or not re.fullmatch(pattern, name):
        raise invalid(f"{what} {name!r} must match {pattern}")
