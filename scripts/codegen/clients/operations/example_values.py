"""Values for examples in a README: they can be sent, as far as the documentation says what is allowed."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from scripts.codegen.clients.escaping import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document

_ID = "job_01h"
_UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
_OTHERS = {"bool": "True", "list[str]": f'["{_ID}"]'}


def example_of(annotation: str, limits: Document) -> str:
    """Return an example for an argument, as an expression.

    Args:
        annotation: Its type.
        limits: Its limits, as `limits_of` returns them.
    """
    if words := limits.get("enum"):
        return quoted(words[0])
    if annotation == "int":
        return str(max(1, int(limits.get("minimum", 1))))
    if annotation == "float":
        return str(max(1.5, float(limits.get("minimum", 1.5))))
    return _OTHERS.get(annotation) or quoted(next((each for each in _texts(limits) if _fits(each, limits)), _ID))


def _texts(limits: Document) -> Iterator[str]:
    """Yield texts of the lengths that the limits name, with the beginning that a pattern asks for."""
    pattern = str(limits.get("pattern", ""))
    start = re.match(r"\^([\w:/-]+)(?![\w:/*?+{-])", pattern)
    sizes = {
        1,
        8,
        int(limits.get("minLength", 1)),
        int(limits.get("maxLength", 1)),
        *map(int, re.findall(r"\d+", pattern)),
    }
    yield from (_ID, _UUID)
    for size, letter in product(sorted(size for size in sizes if 0 < size <= 100), "0aA"):
        yield letter * size
        yield (start[1] if start else "") + letter * size


def _fits(text: str, limits: Document) -> bool:
    has_length = limits.get("minLength", 0) <= len(text) <= limits.get("maxLength", len(text))
    return has_length and re.search(str(limits.get("pattern", "")), text) is not None
