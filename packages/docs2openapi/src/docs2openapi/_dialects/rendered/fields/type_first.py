"""Fields whose type stands above the name and whose flag stands below it: ``string`` over ``id`` over ``Required``."""

from __future__ import annotations

import re

_TYPE = re.compile(r"(?P<list>array of )?(?P<type>string|integer|number|boolean|object)s?")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_FLAGS = ("Required", "Optional")
_BUTTON = "COPY"
MIN_FIELDS = 2  # one could be three words


def rewrite_type_first(lines: list[str]) -> list[str] | None:
    """Put the name of each field above its type; None if fewer than two fields have the type first."""
    bare = [line.strip() for line in lines]
    names = [at - 1 for at, line in enumerate(bare) if at > 1 and line in _FLAGS and _is_field(bare[at - 2 : at])]
    if len(names) < MIN_FIELDS:
        return None
    rewritten = ["" if line == _BUTTON else text for line, text in zip(bare, lines, strict=True)]
    for at in names:
        kind = _TYPE.fullmatch(bare[at - 1])
        if kind:
            rewritten[at - 1 : at + 1] = [bare[at], f"{kind['type']}{'[]' if kind['list'] else ''}"]
    return rewritten


def _is_field(lines: list[str]) -> bool:
    kind, name = lines
    return _TYPE.fullmatch(kind) is not None and _NAME.fullmatch(name) is not None
