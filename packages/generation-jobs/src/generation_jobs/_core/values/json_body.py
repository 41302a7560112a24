"""JSON of bodies from outside."""

import json
from collections.abc import Callable

_MOST_DIGITS = 4000
"""Python converts 4,300 at most, unless the user sets another limit."""


def decode(body: str | bytes, fields: Callable[[list[tuple[str, object]]], object] | None = None) -> object:
    """Return the JSON value of a body from outside.

    Args:
        body: The JSON text.
        fields: Takes the names and values of each object, and returns what stands for it; a dict by default.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested too deeply.
    """
    return json.loads(body, object_pairs_hook=fields, parse_int=_whole_number)


def _whole_number(digits: str) -> int | float:
    """Return a number that Python can convert; one of thousands of digits is infinite, and the rest can be read."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)
